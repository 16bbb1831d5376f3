//# file bench/Bench.Decision/Bench.Decision.csproj
<Project />
//# assembly Monolith.Strangler.Routing
[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Monolith.Bench.Decision")]
