namespace Monolith.Movies.Catalogue;

/// <summary>The catalogue holds facts, no descriptions: this says the facts in a sentence of the configured language.</summary>
internal static class FilmOverview
{
    public static string Of(CatalogueFilm film, string language)
        => language.StartsWith("pt", StringComparison.OrdinalIgnoreCase)
            ? $"Filme de {film.Year}{By(film.Directors, " dirigido por ", " e ")}."
            : $"A {film.Year} film{By(film.Directors, " directed by ", " and ")}.";

    private static string By(IReadOnlyList<string> names, string by, string and) => names switch
    {
        [] => "",
        [var one] => by + one,
        _ => by + string.Join(", ", names.SkipLast(1)) + and + names[^1],
    };
}
