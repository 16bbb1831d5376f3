namespace Monolith.Movies.Catalogue;

/// <summary>The catalogue holds facts, no descriptions: this says the facts in a sentence of the configured language.</summary>
internal static class FilmOverview
{
    public static string Of(CatalogueFilm film, string language)
        => language.StartsWith("pt", StringComparison.OrdinalIgnoreCase)
            ? $"Filme de {film.Year} dirigido por {Joined(film.Directors, " e ")}."
            : $"A {film.Year} film directed by {Joined(film.Directors, " and ")}.";

    private static string Joined(IReadOnlyList<string> names, string and)
        => names.Count == 1 ? names[0] : string.Join(", ", names.SkipLast(1)) + and + names[^1];
}
