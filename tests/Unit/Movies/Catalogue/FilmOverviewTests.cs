using Monolith.Movies.Catalogue;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Catalogue;

public sealed class FilmOverviewTests
{
    [Theory]
    [InlineData("pt-BR", "Tim Burton", "Filme de 1989 dirigido por Tim Burton.")]
    [InlineData("pt-BR", "A|B", "Filme de 1989 dirigido por A e B.")]
    [InlineData("en-US", "A|B|C", "A 1989 film directed by A, B and C.")]
    [InlineData("pt-BR", "", "Filme de 1989.")]
    [InlineData("fr-FR", "A", "A 1989 film directed by A.")]
    public void Of_Film_SaysItsFactsInTheLanguage(string language, string directors, string expected)
        => FilmOverview.Of(new CatalogueFilm(268, "Batman", "Batman", "en", 1989, 126, [14], directors.Split('|', StringSplitOptions.RemoveEmptyEntries), 1), language).ShouldBe(expected);
}
