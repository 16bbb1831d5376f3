using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Strangler.Routing.Admin.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Monolith.Strangler.Routing.Store;

/// <summary>The flags' table. Every call gives up after <see cref="Patience"/>; requests never wait for it.</summary>
internal sealed class FlagStore([FromKeyedServices("strangler")] NpgsqlDataSource dataSource)
{
    /// <summary>The channel on which each new version is announced.</summary>
    public const string Channel = "strangler_flags";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The newest version, with its document unless it is the one the caller knows.</summary>
    public async Task<StoredFlags> ReadAsync(long known, CancellationToken cancellationToken)
    {
        using var patience = Within(cancellationToken);
        await using var command = dataSource.CreateCommand(
            "SELECT version, CASE WHEN version <> @known THEN document::text END FROM strangler.flag_versions ORDER BY version DESC LIMIT 1");
        command.Parameters.AddWithValue("known", known);
        await using var reader = await command.ExecuteReaderAsync(patience.Token);
        return await reader.ReadAsync(patience.Token)
            ? new(reader.GetInt64(0), await reader.IsDBNullAsync(1, patience.Token) ? null : reader.GetString(1))
            : default;
    }

    /// <summary>Writes version <paramref name="expected"/> + 1 and announces it, both or neither.</summary>
    /// <returns>False when <paramref name="expected"/> is no longer the newest version: read again and retry.</returns>
    public async Task<bool> TryAppendAsync(
        long expected, string document, IReadOnlyList<RouteChange> changes, string author, string reason, CancellationToken cancellationToken)
    {
        using var patience = Within(cancellationToken);
        // Two writers that both see the same newest version meet at the primary key: the second waits for the first and then inserts nothing.
        await using var command = dataSource.CreateCommand(
            $"""
            WITH appended AS (
                INSERT INTO strangler.flag_versions (version, document, changes, author, reason, at)
                SELECT @expected + 1, @document, @changes, @author, @reason, now()
                WHERE (SELECT coalesce(max(version), 0) FROM strangler.flag_versions) = @expected
                ON CONFLICT (version) DO NOTHING
                RETURNING version)
            SELECT version, pg_notify('{Channel}', version::text) FROM appended
            """);
        command.Parameters.AddWithValue("expected", expected);
        command.Parameters.AddWithValue("document", NpgsqlDbType.Jsonb, document);
        command.Parameters.AddWithValue("changes", NpgsqlDbType.Jsonb, JsonSerializer.Serialize(changes, Json));
        command.Parameters.AddWithValue("author", author);
        command.Parameters.AddWithValue("reason", reason);
        return await command.ExecuteScalarAsync(patience.Token) is not null;
    }

    /// <summary>The newest <paramref name="limit"/> versions, newest first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(int limit, CancellationToken cancellationToken)
    {
        using var patience = Within(cancellationToken);
        await using var command = dataSource.CreateCommand(
            "SELECT version, at, author, reason, changes::text FROM strangler.flag_versions ORDER BY version DESC LIMIT @limit");
        command.Parameters.AddWithValue("limit", limit);
        await using var reader = await command.ExecuteReaderAsync(patience.Token);
        var entries = new List<HistoryEntry>();
        while (await reader.ReadAsync(patience.Token))
        {
            var changes = JsonSerializer.Deserialize<List<RouteChange>>(reader.GetString(4), Json) ?? [];
            entries.Add(new(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), changes));
        }

        return entries;
    }

    /// <summary>A connection that hears of every version appended from now on.</summary>
    public async Task<NpgsqlConnection> ListenAsync(CancellationToken cancellationToken)
    {
        using var patience = Within(cancellationToken);
        var connection = await dataSource.OpenConnectionAsync(patience.Token);
        try
        {
            await using var listen = new NpgsqlCommand($"LISTEN {Channel}", connection);
            await listen.ExecuteNonQueryAsync(patience.Token);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Finds out whether the connection still lives: one that died silently would wait for ever.</summary>
    public static async Task CheckAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        using var patience = Within(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await command.ExecuteScalarAsync(patience.Token);
    }

    /// <summary>Whether the exception says that the store cannot be used now, as opposed to a fault of ours.</summary>
    public static bool IsUnavailable(Exception exception, CancellationToken stopping)
        => exception is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException
            || (exception is OperationCanceledException && !stopping.IsCancellationRequested);

    private static CancellationTokenSource Within(CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(Patience);
        return source;
    }
}
