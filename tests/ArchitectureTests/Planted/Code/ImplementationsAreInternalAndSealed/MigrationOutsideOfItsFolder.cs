// expect: Monolith.Movies.Data.Initial is public.
// expect: Monolith.Movies.Data.Initial is not sealed
//# assembly Monolith.Movies
using Microsoft.EntityFrameworkCore.Migrations;

namespace Monolith.Movies.Data;

public partial class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
    }
}
