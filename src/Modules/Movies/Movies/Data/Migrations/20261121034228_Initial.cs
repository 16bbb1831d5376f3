using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NpgsqlTypes;

#nullable disable

namespace Monolith.Movies.Data.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Initial : Migration
    {
        // Bodies in standard SQL are parsed here and now, so they mean the same under any search path. unaccent() is called with its dictionary named,
        // because only so does its result depend on nothing but its argument, which generated columns and indexes require.
        private const string SearchFunctions =
            """
            -- One spelling: no accents, no case, no apostrophes, words parted by single spaces. What is left of ASCII is a-z, 0-9 and the space,
            -- so the result needs no quoting in LIKE patterns and text search queries.
            CREATE FUNCTION movies.fold(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            RETURN btrim(regexp_replace(
                replace(replace(lower(extensions.unaccent('extensions.unaccent'::regdictionary, replace(value, '½', ' ½'))), '''', ''), '&', ' and '),
                '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g'));

            CREATE FUNCTION movies.fold_all(value text[]) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            RETURN movies.fold(array_to_string(value, ' '));

            -- Titles weigh A, directors B; the configuration 'simple' knows no language, for titles come in all.
            CREATE FUNCTION movies.search_words(title text, original_title text, directors text[]) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
            RETURN setweight(to_tsvector('pg_catalog.simple'::regconfig, movies.fold(title) || ' ' || movies.fold(original_title)), 'A')
                || setweight(to_tsvector('pg_catalog.simple'::regconfig, movies.fold_all(directors)), 'B');

            -- All words of a folded text, each with the suffix: ':*' finds beginnings of words, ':A' whole words of titles, ':*A' both.
            CREATE FUNCTION movies.words_query(folded text, suffix text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            RETURN to_tsquery('pg_catalog.simple'::regconfig,
                (SELECT string_agg('''' || word || '''' || suffix, ' & ') FROM unnest(string_to_array(folded, ' ')) AS word WHERE word <> ''));
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "movies");

            migrationBuilder.Sql(SearchFunctions);

            migrationBuilder.CreateTable(
                name: "films",
                schema: "movies",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    original_title = table.Column<string>(type: "text", nullable: false),
                    original_language = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<short>(type: "smallint", nullable: false),
                    runtime = table.Column<short>(type: "smallint", nullable: false),
                    genre_ids = table.Column<int[]>(type: "integer[]", nullable: false),
                    directors = table.Column<string[]>(type: "text[]", nullable: false),
                    popularity = table.Column<float>(type: "real", nullable: false),
                    title_search = table.Column<string>(type: "text", nullable: false, computedColumnSql: "movies.fold(title)", stored: true),
                    original_title_search = table.Column<string>(type: "text", nullable: false, computedColumnSql: "movies.fold(original_title)", stored: true),
                    directors_search = table.Column<string>(type: "text", nullable: false, computedColumnSql: "movies.fold_all(directors)", stored: true),
                    search_words = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: true, computedColumnSql: "movies.search_words(title, original_title, directors)", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_films", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "seeded_catalogue",
                schema: "movies",
                columns: table => new
                {
                    hash = table.Column<string>(type: "text", nullable: false),
                    seeded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seeded_catalogue", x => x.hash);
                });

            migrationBuilder.CreateIndex(
                name: "ix_films_search_words",
                schema: "movies",
                table: "films",
                column: "search_words")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_films_title_search_original_title_search_directors_search",
                schema: "movies",
                table: "films",
                columns: new[] { "title_search", "original_title_search", "directors_search" })
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "extensions.gin_trgm_ops", "extensions.gin_trgm_ops", "extensions.gin_trgm_ops" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "films",
                schema: "movies");

            migrationBuilder.DropTable(
                name: "seeded_catalogue",
                schema: "movies");

            migrationBuilder.Sql(
                "DROP FUNCTION movies.words_query; DROP FUNCTION movies.search_words; DROP FUNCTION movies.fold_all; DROP FUNCTION movies.fold;");
        }
    }
}
