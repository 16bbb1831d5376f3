// expect: The Host has no Program.cs.
//# file src/Host/Main.cs
app.Run();
