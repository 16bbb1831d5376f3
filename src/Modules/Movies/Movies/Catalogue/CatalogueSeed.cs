using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data;
using Npgsql;
using NpgsqlTypes;

namespace Monolith.Movies.Catalogue;

/// <summary>
/// Puts the seed file's films into the database when it holds those of another version of the file, or none. Whole or not at all; readers see the films of
/// before until the new ones are there.
/// </summary>
internal sealed partial class CatalogueSeed(
    [FromKeyedServices("movies")] ModuleConnections database, TimeProvider time, ILogger<CatalogueSeed> logger) : ISeed
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var file = SeedFile.Open();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await IsSeededAsync(connection, file.Hash, cancellationToken))
        {
            LogUpToDate(file.Hash);
            return;
        }

        var films = file.ReadFilms();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, "DELETE FROM films; DELETE FROM seeded_catalogue", cancellationToken);
        await CopyAsync(connection, films, cancellationToken);
        await using var record = new NpgsqlCommand("INSERT INTO seeded_catalogue (hash, seeded_at) VALUES (@hash, @now)", connection);
        record.Parameters.AddWithValue("hash", file.Hash);
        record.Parameters.AddWithValue("now", time.GetUtcNow());
        await record.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        // The planner should know of the films before the first search, not when autovacuum comes by.
        await ExecuteAsync(connection, "ANALYZE films", cancellationToken);
        LogSeeded(films.Count, watch.ElapsedMilliseconds);
    }

    private static async Task<bool> IsSeededAsync(NpgsqlConnection connection, string hash, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM seeded_catalogue WHERE hash = @hash)", connection);
        command.Parameters.AddWithValue("hash", hash);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<CatalogueFilm> films, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY films (id, title, original_title, original_language, year, runtime, genre_ids, directors, popularity) FROM STDIN (FORMAT BINARY)",
            cancellationToken);
        foreach (var film in films)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(film.Id, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(film.Title, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(film.OriginalTitle, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(film.OriginalLanguage, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(film.Year, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteAsync(film.Runtime, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteAsync(film.GenreIds, NpgsqlDbType.Array | NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(film.Directors, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(film.Popularity, NpgsqlDbType.Real, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(EventIds.CatalogueSeeded, LogLevel.Information, "Put {Count} films into the built-in catalogue in {Milliseconds} ms")]
    private partial void LogSeeded(int count, long milliseconds);

    [LoggerMessage(EventIds.CatalogueUpToDate, LogLevel.Debug, "The built-in catalogue is that of seed file {Hash}")]
    private partial void LogUpToDate(string hash);
}
