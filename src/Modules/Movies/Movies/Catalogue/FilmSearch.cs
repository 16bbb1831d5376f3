using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Npgsql;

namespace Monolith.Movies.Catalogue;

/// <summary>Reads films. Exceptions are the database's own.</summary>
internal sealed class FilmSearch([FromKeyedServices("movies")] ModuleConnections database)
{
    public async Task<CatalogueFilm?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command(FilmQueries.ById, "id", id));
        return (await ReadAsync(batch, cancellationToken)).SingleOrDefault();
    }

    /// <summary>At most 20, best first. Typing errors are looked for only when what was typed is nowhere: else they would bury what was meant.</summary>
    public async Task<IReadOnlyList<CatalogueFilm>> SearchAsync(string text, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var matching = new NpgsqlBatch(connection);
        matching.BatchCommands.Add(Command(FilmQueries.Matching, "text", text));
        if (await ReadAsync(matching, cancellationToken) is { Count: > 0 } films)
        {
            return films;
        }

        // One batch is one transaction, and the threshold is set for no longer.
        await using var resembling = new NpgsqlBatch(connection);
        resembling.BatchCommands.Add(new NpgsqlBatchCommand(FilmQueries.AllowTypingErrors));
        resembling.BatchCommands.Add(Command(FilmQueries.Resembling, "text", text));
        return await ReadAsync(resembling, cancellationToken);
    }

    private static NpgsqlBatchCommand Command<T>(string sql, string parameter, T value)
        => new(sql) { Parameters = { new NpgsqlParameter<T>(parameter, value) } };

    /// <summary>Reads the last result of the batch.</summary>
    private static async Task<IReadOnlyList<CatalogueFilm>> ReadAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var i = 1; i < batch.BatchCommands.Count; i++)
        {
            await reader.NextResultAsync(cancellationToken);
        }

        var films = new List<CatalogueFilm>();
        while (await reader.ReadAsync(cancellationToken))
        {
            films.Add(new CatalogueFilm(
                reader.GetInt32(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetInt16(4),
                reader.GetInt16(5),
                reader.GetFieldValue<int[]>(6),
                reader.GetFieldValue<string[]>(7),
                reader.GetFloat(8)));
        }

        return films;
    }
}
