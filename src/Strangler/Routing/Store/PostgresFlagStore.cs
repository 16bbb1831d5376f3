using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Strangler.Routing.Admin.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Monolith.Strangler.Routing.Store;

/// <summary>The flags' table.</summary>
internal sealed class PostgresFlagStore([FromKeyedServices("strangler")] NpgsqlDataSource dataSource) : IFlagStore
{
    /// <summary>The channel on which each new version is announced.</summary>
    public const string Channel = "strangler_flags";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task<StoredFlags> ReadAsync(long known, CancellationToken cancellationToken)
    {
        using var patience = Patience.Within(cancellationToken);
        await using var command = dataSource.CreateCommand(
            "SELECT version, CASE WHEN version <> @known THEN document::text END FROM strangler.flag_versions ORDER BY version DESC LIMIT 1");
        command.Parameters.AddWithValue("known", known);
        await using var reader = await command.ExecuteReaderAsync(patience.Token);
        return await reader.ReadAsync(patience.Token)
            ? new(reader.GetInt64(0), await reader.IsDBNullAsync(1, patience.Token) ? null : reader.GetString(1))
            : default;
    }

    public async Task<bool> TryAppendAsync(FlagChange change, CancellationToken cancellationToken)
    {
        using var patience = Patience.Within(cancellationToken);
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
        command.Parameters.AddWithValue("expected", change.Expected);
        command.Parameters.AddWithValue("document", NpgsqlDbType.Jsonb, change.Document);
        command.Parameters.AddWithValue("changes", NpgsqlDbType.Jsonb, JsonSerializer.Serialize(change.Changes, Json));
        command.Parameters.AddWithValue("author", change.Author);
        command.Parameters.AddWithValue("reason", change.Reason);
        return await command.ExecuteScalarAsync(patience.Token) is not null;
    }

    public async Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(int limit, CancellationToken cancellationToken)
    {
        using var patience = Patience.Within(cancellationToken);
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

    public async Task<IFlagWatch> WatchAsync(CancellationToken cancellationToken) => await PostgresFlagWatch.OpenAsync(dataSource, cancellationToken);

    public bool IsUnavailable(Exception exception, CancellationToken stopping)
        => exception is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException
            || (exception is OperationCanceledException && !stopping.IsCancellationRequested);
}
