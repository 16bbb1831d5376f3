namespace Monolith.Movies.Catalogue;

/// <summary>
/// The catalogue's SQL. What the user typed is only ever the parameter <c>@text</c>; <c>fold</c> and <c>words_query</c> come from the migration. Both are
/// immutable, so that with a parameter they are constants to the planner and the GIN indexes can be used.
/// </summary>
internal static class FilmQueries
{
    private const string Columns = "f.id, f.title, f.original_title, f.original_language, f.year, f.runtime, f.genre_ids, f.directors, f.popularity";

    public const string ById = $"SELECT {Columns} FROM films f WHERE f.id = @id";

    /// <summary>
    /// Films whose title holds the text, or whose title and directors together hold the beginnings of all its words. The title itself first, then titles that
    /// begin with it, titles with all the words, with their beginnings, with the text inside a word; a director's name counts least.
    /// </summary>
    public const string Matching =
        $"""
        SELECT {Columns}
        FROM films f
        WHERE fold(@text) <> ''
            AND (f.search_words @@ words_query(fold(@text), ':*')
                OR f.title_search LIKE '%' || fold(@text) || '%'
                OR f.original_title_search LIKE '%' || fold(@text) || '%')
        ORDER BY
            CASE
                WHEN fold(@text) IN (f.title_search, f.original_title_search) THEN 0
                WHEN regexp_replace(f.title_search, '^(the|an?) ', '') = regexp_replace(fold(@text), '^(the|an?) ', '') THEN 1
                WHEN f.title_search LIKE fold(@text) || ' %' OR f.original_title_search LIKE fold(@text) || ' %'
                    OR regexp_replace(f.title_search, '^(the|an?) ', '') LIKE fold(@text) || ' %' THEN 2
                WHEN f.search_words @@ words_query(fold(@text), ':A') THEN 3
                WHEN f.search_words @@ words_query(fold(@text), ':*A') THEN 4
                WHEN f.title_search LIKE '%' || fold(@text) || '%' OR f.original_title_search LIKE '%' || fold(@text) || '%' THEN 5
                ELSE 6
            END,
            f.popularity DESC, length(f.title_search), f.year DESC, f.id
        LIMIT 20
        """;

    /// <summary>How alike a part of a title must be to what was typed, 0 to 1: 'matirx' and 'matrix' are at 0.43.</summary>
    public const string AllowTypingErrors = "SELECT set_config('pg_trgm.word_similarity_threshold', '0.4', true)";

    /// <summary>For a text that nothing matches: the films whose title, or director, looks most like it, and none that looks much less like it than the best.</summary>
    public const string Resembling =
        $"""
        SELECT {Columns}
        FROM (
            SELECT g.*, max(g.likeness) OVER () AS best
            FROM (
                SELECT h.*, greatest(
                    word_similarity(fold(@text), h.title_search),
                    word_similarity(fold(@text), h.original_title_search),
                    0.9 * word_similarity(fold(@text), h.directors_search)) AS likeness
                FROM films h
                WHERE fold(@text) <> ''
                    AND (h.title_search %> fold(@text) OR h.original_title_search %> fold(@text) OR h.directors_search %> fold(@text))
            ) g
        ) f
        WHERE f.likeness >= 0.8 * f.best
        ORDER BY f.likeness DESC, similarity(fold(@text), f.title_search) DESC, f.popularity DESC, f.year DESC, f.id
        LIMIT 20
        """;
}
