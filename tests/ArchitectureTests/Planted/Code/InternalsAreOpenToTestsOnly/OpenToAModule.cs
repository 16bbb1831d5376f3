// expect: Monolith.Movies opens its internals to Monolith.Favorites
//# assembly Monolith.Movies
[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Monolith.Favorites")]
