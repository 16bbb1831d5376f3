//# assembly Monolith.Movies
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Monolith.Movies
{
public sealed class MoviesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Movies");

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

    internal abstract class Source
    {
        public IEnumerable<int> Ids()
        {
            yield return 1;
        }
    }

    internal sealed class Catalogue : Source
    {
        public Func<int> Count(int more) => () => Ids().Count() + more;

        public object Shape() => new { Id = 1 };
    }

    internal class Base;

    internal sealed class Derived : Base;

    internal static class Names
    {
        public const string Film = "film";
    }

    internal enum Kind
    {
        Short,
    }

    internal sealed class Outer
    {
        public sealed class PublicButInsideAnInternalClass;
    }
}

namespace Monolith.Movies.Data.Migrations
{
    public partial class Initial : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
        }
    }
}
