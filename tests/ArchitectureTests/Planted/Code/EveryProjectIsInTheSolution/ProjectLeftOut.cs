// expect: src/Host/Host.csproj is not in Monolith.sln.
//# file Monolith.sln
//# file src/Host/Host.csproj
<Project />
