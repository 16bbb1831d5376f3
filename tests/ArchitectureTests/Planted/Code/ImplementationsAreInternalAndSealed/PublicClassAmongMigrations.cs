// expect: Monolith.Movies.Data.Migrations.Film is public.
//# assembly Monolith.Movies
namespace Monolith.Movies.Data.Migrations;

public sealed class Film;
