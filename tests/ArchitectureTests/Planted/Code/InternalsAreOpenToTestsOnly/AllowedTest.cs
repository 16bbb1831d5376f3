//# file tests/Unit/Unit.csproj
<Project />
//# assembly Monolith.Movies
[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Monolith.Unit")]
[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("DynamicProxyGenAssembly2")]
