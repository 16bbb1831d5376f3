using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Strangler.Routing.Store.Hosts;
using Monolith.Strangler.Routing.Store.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace Monolith.Strangler.Routing.Store;

/// <summary>The flags' table.</summary>
internal sealed class PostgresFlagStore([FromKeyedServices("strangler")] ModuleConnections database) : IFlagStore
{
    /// <summary>The channel on which each new version is announced.</summary>
    public const string Channel = "strangler_flags";

    private const int PageSize = 200;
    private const int MostHosts = 1000;
    private const string Columns = "version, id, at, author, reason, changes::text, document::text, figures::text, hash";

    public async Task<StoredFlags> ReadAsync(string known, CancellationToken cancellationToken)
    {
        using var timeout = StoreCallTimeout.LinkedTo(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(timeout.Token);
        await using var command = new NpgsqlCommand(
            "SELECT version, hash, CASE WHEN hash <> @known THEN document::text END FROM strangler.flag_versions ORDER BY version DESC LIMIT 1",
            connection);
        command.Parameters.AddWithValue("known", known);
        await using var reader = await command.ExecuteReaderAsync(timeout.Token);
        return await reader.ReadAsync(timeout.Token)
            ? new(reader.GetInt64(0), reader.GetString(1), await reader.IsDBNullAsync(2, timeout.Token) ? null : reader.GetString(2))
            : StoredFlags.None;
    }

    public async Task<bool> TryAppendAsync(LedgerEntry entry, string previous, CancellationToken cancellationToken)
    {
        using var timeout = StoreCallTimeout.LinkedTo(cancellationToken);
        // Two writers that both see the same newest version meet at the primary key: the second waits for the first and then inserts nothing.
        await using var connection = await database.OpenConnectionAsync(timeout.Token);
        await using var command = new NpgsqlCommand(
            $"""
            WITH appended AS (
                INSERT INTO strangler.flag_versions (version, id, at, author, reason, changes, document, figures, hash)
                SELECT @version, @id, @at, @author, @reason, @changes, @document, @figures, @hash
                WHERE coalesce((SELECT hash FROM strangler.flag_versions ORDER BY version DESC LIMIT 1), '') = @previous
                ON CONFLICT DO NOTHING
                RETURNING version)
            SELECT version, pg_notify('{Channel}', version::text) FROM appended
            """,
            connection);
        command.Parameters.AddWithValue("version", entry.Version);
        command.Parameters.AddWithValue("id", entry.Order!.Value);
        command.Parameters.AddWithValue("at", entry.At);
        command.Parameters.AddWithValue("author", entry.Author);
        command.Parameters.AddWithValue("reason", entry.Reason);
        command.Parameters.AddWithValue("changes", NpgsqlDbType.Json, entry.Changes);
        command.Parameters.AddWithValue("document", NpgsqlDbType.Json, entry.Document);
        command.Parameters.AddWithValue("figures", NpgsqlDbType.Json, entry.Figures);
        command.Parameters.AddWithValue("hash", entry.Hash);
        command.Parameters.AddWithValue("previous", previous);
        return await command.ExecuteScalarAsync(timeout.Token) is not null;
    }

    public Task<IReadOnlyList<LedgerEntry>> ReadHistoryAsync(int limit, CancellationToken cancellationToken)
        => ReadEntriesAsync($"SELECT {Columns} FROM strangler.flag_versions ORDER BY version DESC LIMIT @parameter", limit, cancellationToken);

    public async IAsyncEnumerable<LedgerEntry> ReadLedgerAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await ReadEntriesAsync(
                $"SELECT {Columns} FROM strangler.flag_versions WHERE version > @parameter ORDER BY version LIMIT {PageSize}", after, cancellationToken);
            foreach (var entry in page)
            {
                yield return entry;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Version;
        }
    }

    public async Task<IFlagWatch> WatchAsync(CancellationToken cancellationToken) => await PostgresFlagWatch.OpenAsync(database, cancellationToken);

    public async Task ReportAsync(HostReport report, CancellationToken cancellationToken)
    {
        using var timeout = StoreCallTimeout.LinkedTo(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(timeout.Token);
        await using var command = new NpgsqlCommand(
            """
            WITH forgotten AS (DELETE FROM strangler.hosts WHERE seen_at < now() - interval '1 day' AND id <> @id)
            INSERT INTO strangler.hosts (id, name, version, seen_at, lease) VALUES (@id, @name, @version, now(), @lease)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, seen_at = excluded.seen_at, lease = excluded.lease
            """,
            connection);
        command.Parameters.AddWithValue("id", report.Host.Id);
        command.Parameters.AddWithValue("name", report.Host.Name);
        command.Parameters.AddWithValue("version", report.Version);
        command.Parameters.AddWithValue("lease", report.Lease);
        await command.ExecuteNonQueryAsync(timeout.Token);
    }

    public async Task<IReadOnlyList<SeenHost>> ReadHostsAsync(CancellationToken cancellationToken)
    {
        using var timeout = StoreCallTimeout.LinkedTo(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(timeout.Token);
        await using var command = new NpgsqlCommand(
            $"SELECT id, name, version, lease, seen_at, seen_at + lease > now() FROM strangler.hosts ORDER BY name, id LIMIT {MostHosts}",
            connection);
        await using var reader = await command.ExecuteReaderAsync(timeout.Token);
        var hosts = new List<SeenHost>();
        while (await reader.ReadAsync(timeout.Token))
        {
            var report = new HostReport(new(reader.GetGuid(0), reader.GetString(1)), reader.GetInt64(2), reader.GetTimeSpan(3));
            hosts.Add(new(report, reader.GetFieldValue<DateTimeOffset>(4), reader.GetBoolean(5)));
        }

        return hosts;
    }

    public bool IsUnavailable(Exception exception, CancellationToken stopping)
        => exception is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException
            || (exception is OperationCanceledException && !stopping.IsCancellationRequested);

    public string Describe(Exception exception)
        => "The flags' store does not answer, so it is not known whether the change was made; this host goes on with the flags it has. Look at the status, and try again when the database is back.";

    private async Task<IReadOnlyList<LedgerEntry>> ReadEntriesAsync(string sql, long parameter, CancellationToken cancellationToken)
    {
        using var timeout = StoreCallTimeout.LinkedTo(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(timeout.Token);
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("parameter", parameter);
        await using var reader = await command.ExecuteReaderAsync(timeout.Token);
        var entries = new List<LedgerEntry>();
        while (await reader.ReadAsync(timeout.Token))
        {
            entries.Add(new(
                reader.GetInt64(0), await reader.IsDBNullAsync(1, timeout.Token) ? null : reader.GetGuid(1), reader.GetFieldValue<DateTimeOffset>(2),
                reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetString(7), reader.GetString(8)));
        }

        return entries;
    }
}
