namespace Monolith.Strangler.Cutover.Planning.Checks;

/// <summary>That each server writes a log that can be copied from, and has slots, senders and workers left.</summary>
internal sealed class SettingsCheck : IPlanCheck
{
    /// <summary>So many tables are copied at once (max_sync_workers_per_subscription); each takes a slot, a sender and a worker meanwhile.</summary>
    private const int SyncWorkers = 2;

    /// <summary>Left for others when a setting is proposed.</summary>
    private const int Spare = 4;

    public async Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var server in subject.Servers)
        {
            var streams = await MissingStreamsAsync(server, subject, cancellationToken);
            findings.Add(await LogAsync(server, cancellationToken));
            findings.Add(await KeepAsync(server, cancellationToken));
            foreach (var (setting, used) in ((string, string)[])[("max_replication_slots", "pg_replication_slots"), ("max_wal_senders", "pg_stat_replication"), ("max_logical_replication_workers", "pg_stat_subscription WHERE pid IS NOT NULL")])
            {
                findings.Add(await RoomAsync(server, setting, used, streams, cancellationToken));
            }
        }

        return findings;
    }

    private static async Task<Finding> LogAsync(CutoverDatabase server, CancellationToken cancellationToken)
    {
        var level = await server.ScalarAsync<string>("SELECT current_setting('wal_level')", cancellationToken);
        return level == "logical"
            ? Finding.Ready("wal_level", server.Place, "logical")
            : new(Verdict.Blocks, "wal_level", server.Place, $"{level}: rows cannot be copied from its log", "ALTER SYSTEM SET wal_level = logical; -- and restart the server");
    }

    private static async Task<Finding> KeepAsync(CutoverDatabase server, CancellationToken cancellationToken)
    {
        var megabytes = await server.ScalarAsync<long>("SELECT setting::bigint FROM pg_settings WHERE name = 'max_slot_wal_keep_size'", cancellationToken);
        return megabytes < 0
            ? Finding.Ready("max_slot_wal_keep_size", server.Place, "unlimited: a receiver that is down for long fills this server's disk; watch the lag")
            : new(Verdict.Warns, "max_slot_wal_keep_size", server.Place, $"{megabytes} MB: a receiver that is down for longer than that lasts is lost, and with it the way back",
                "ALTER SYSTEM SET max_slot_wal_keep_size = -1; SELECT pg_reload_conf(); -- or more than a day's log");
    }

    private static async Task<Finding> RoomAsync(CutoverDatabase server, string setting, string users, int streams, CancellationToken cancellationToken)
    {
        var most = await server.ScalarAsync<int>($"SELECT current_setting('{setting}')::int", cancellationToken);
        var used = (int)await server.ScalarAsync<long>($"SELECT count(*) FROM {users}", cancellationToken);
        var needed = streams == 0 ? 0 : streams + SyncWorkers;
        return most - used >= needed
            ? Finding.Ready(setting, server.Place, $"{used} of {most} in use, {needed} more needed")
            : new(Verdict.Blocks, setting, server.Place, $"{used} of {most} in use, {needed} more needed", $"ALTER SYSTEM SET {setting} = {used + needed + Spare}; -- and restart the server{Workers(setting)}");
    }

    private static string Workers(string setting) => setting == "max_logical_replication_workers" ? "; max_worker_processes must exceed it" : "";

    /// <summary>One for each of the pair's databases on that server, less those that are there already.</summary>
    private static async Task<int> MissingStreamsAsync(CutoverDatabase server, PlanSubject subject, CancellationToken cancellationToken)
        => (subject.IsOneServer ? 2 : 1) - (int)await server.ScalarAsync<long>(
            "SELECT count(*) FROM pg_replication_slots s WHERE s.slot_name LIKE @name AND s.database = ANY (@databases)", cancellationToken,
            ("name", $"monolith\\_{subject.Names.Schema.Replace("_", "\\_", StringComparison.Ordinal)}\\_%"),
            ("databases", subject.Both.Select(d => d.Connection.Database!).ToArray()));
}
