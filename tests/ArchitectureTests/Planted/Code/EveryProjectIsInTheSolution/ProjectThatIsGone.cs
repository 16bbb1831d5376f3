// expect: Monolith.sln lists src/Host/Host.csproj, which does not exist.
//# file Monolith.sln
Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "x", "src\Host\Host.csproj", "{5364977D-FC82-4D55-9EF7-E21F67D3E018}"
EndProject
