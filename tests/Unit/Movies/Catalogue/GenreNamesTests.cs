using Monolith.Movies.Catalogue;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Catalogue;

public sealed class GenreNamesTests
{
    [Theory]
    [InlineData("pt-BR", "Ação", "Ficção científica")]
    [InlineData("pt", "Ação", "Ficção científica")]
    [InlineData("en-US", "Action", "Science Fiction")]
    [InlineData("fr-FR", "Action", "Science Fiction")]
    public void All_InALanguage_HasTmdbsNames(string language, string action, string scienceFiction)
    {
        var genres = new GenreNames(language);

        genres.All.Count.ShouldBe(19);
        genres.All[0].ShouldBe(new(28, action));
        genres.Of([878, 28]).Select(g => g.Name).ShouldBe([scienceFiction, action]);
    }
}
