using Monolith.Movies.Catalogue;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Catalogue;

public sealed class SeedFileTests
{
    private static readonly IReadOnlyList<CatalogueFilm> Films = SeedFile.Open().ReadFilms();

    [Fact]
    public void Films_AreThoseOfTheDataSetAndFiveMore()
    {
        Films.Count.ShouldBe(1001 + 5);
        Films.Select(f => f.Id).ShouldBeUnique();
        Films.Select(f => (f.Title, f.Year)).ShouldBeUnique();
    }

    [Fact]
    public void Films_AreComplete()
    {
        var genres = new GenreNames("pt-BR").All.Select(g => g.Id).ToHashSet();
        foreach (var film in Films)
        {
            film.Title.ShouldBe(film.Title.Trim());
            film.Title.ShouldNotBeEmpty();
            film.OriginalTitle.ShouldNotBeEmpty();
            film.OriginalLanguage.Length.ShouldBe(2);
            film.Year.ShouldBeInRange((short)1900, (short)2030);
            film.Runtime.ShouldBeInRange((short)30, (short)600);
            film.GenreIds.ShouldNotBeEmpty();
            film.GenreIds.ShouldBeUnique();
            film.GenreIds.ShouldAllBe(id => genres.Contains(id));
            film.Directors.ShouldAllBe(d => d.Length > 0 && d == d.Trim());
            film.Popularity.ShouldBeGreaterThanOrEqualTo(1);
        }
    }

    [Fact]
    public void Directors_AreMissingOnlyWhereTheDataSetLacksThem()
        => Films.Where(f => f.Directors.Length == 0).Select(f => f.Title).ShouldBe(["King Kong", "Fantasia", "The Celebration"], ignoreOrder: true);

    [Fact]
    public void Ids_AreTmdbsOrFromTheReservedRange()
        => Films.ShouldAllBe(f => f.Id > 0 && (f.Id < 1_000_000 || (f.Id > 9_000_000 && f.Id <= 9_001_001)));

    [Fact]
    public void Popularity_CountsTheFilmsOfTheMostFrequentDirector()
    {
        var hitchcock = Films.Where(f => f.Directors.Contains("Alfred Hitchcock")).ToList();

        hitchcock.Count.ShouldBeGreaterThan(5);
        hitchcock.ShouldAllBe(f => f.Popularity == hitchcock.Count);
    }
}
