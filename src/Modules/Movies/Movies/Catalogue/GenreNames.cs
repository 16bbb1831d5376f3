using Monolith.Movies.Providers;

namespace Monolith.Movies.Catalogue;

/// <summary>TMDB's genres with TMDB's names, in TMDB's order. Languages other than Portuguese and English get the English ones.</summary>
internal sealed class GenreNames
{
    private static readonly (int Id, string English, string Portuguese)[] Names =
    [
        (28, "Action", "Ação"),
        (12, "Adventure", "Aventura"),
        (16, "Animation", "Animação"),
        (35, "Comedy", "Comédia"),
        (80, "Crime", "Crime"),
        (99, "Documentary", "Documentário"),
        (18, "Drama", "Drama"),
        (10751, "Family", "Família"),
        (14, "Fantasy", "Fantasia"),
        (36, "History", "História"),
        (27, "Horror", "Terror"),
        (10402, "Music", "Música"),
        (9648, "Mystery", "Mistério"),
        (10749, "Romance", "Romance"),
        (878, "Science Fiction", "Ficção científica"),
        (10770, "TV Movie", "Cinema TV"),
        (53, "Thriller", "Thriller"),
        (10752, "War", "Guerra"),
        (37, "Western", "Faroeste"),
    ];

    private readonly Dictionary<int, Genre> _byId;

    public GenreNames(string language)
    {
        var portuguese = language.StartsWith("pt", StringComparison.OrdinalIgnoreCase);
        All = [.. Names.Select(n => new Genre(n.Id, portuguese ? n.Portuguese : n.English))];
        _byId = All.ToDictionary(g => g.Id);
    }

    public IReadOnlyList<Genre> All { get; }

    public IReadOnlyList<Genre> Of(IEnumerable<int> ids) => [.. ids.Select(id => _byId[id])];
}
