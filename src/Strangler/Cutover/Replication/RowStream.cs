using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>Logical replication of a module's tables and batons in one direction: a publication and a slot at the sender, a subscription at the receiver.</summary>
internal sealed class RowStream(ModuleNames names, Direction direction, CutoverDatabase sender, CutoverDatabase receiver)
{
    private static readonly TimeSpan TellPause = TimeSpan.FromSeconds(2);

    // Of an attempt, which is long enough for a server that answers.
    private static readonly TimeSpan ShortestDrop = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestDrop = TimeSpan.FromSeconds(30);

    private readonly string _name = names.Stream(direction);

    public Direction Direction => direction;

    public CutoverDatabase Sender => sender;

    public CutoverDatabase Receiver => receiver;

    /// <summary>Slots belong to the whole server: two databases of one server would quarrel over one name.</summary>
    public async Task<string> SlotNameAsync(CancellationToken cancellationToken)
        => await sender.ScalarAsync<string>("SELECT @name || '_' || oid FROM pg_database WHERE datname = current_database()", cancellationToken, ("name", _name))
            ?? throw new InvalidOperationException("A database does not know itself.");

    /// <summary>Publishes these tables and no others, and the batons.</summary>
    public async Task PublishAsync(IReadOnlyList<string> tables, BriefLock locks, CancellationToken cancellationToken)
    {
        var list = string.Join(", ", tables.Select(t => $"{names.Schema}.{Sql.Name(t)}").Append(names.Baton(direction)));
        var exists = await sender.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_publication WHERE pubname = @name)", cancellationToken, ("name", _name));
        await locks.RunAsync(
            sender, $"Publishing {names.Schema}",
            exists ? $"ALTER PUBLICATION {_name} SET TABLE {list}" : $"CREATE PUBLICATION {_name} FOR TABLE {list} WITH (publish_via_partition_root = false)", cancellationToken);
    }

    /// <summary>From here on the sender keeps what it writes until it has arrived. Waits for every transaction of its server that is writing now.</summary>
    /// <param name="said">Told which, where that takes long.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task KeepAsync(Action<string> said, CancellationToken cancellationToken)
    {
        await using var connection = await sender.OpenAsync(cancellationToken);
        await using var make = new NpgsqlCommand(
            "SELECT pg_create_logical_replication_slot(@slot, 'pgoutput') WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = @slot)", connection);
        make.Parameters.AddWithValue("slot", await SlotNameAsync(cancellationToken));
        make.CommandTimeout = 0;
        using var made = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var telling = TellAsync(connection.ProcessID, said, made.Token);
        try
        {
            await make.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            await made.CancelAsync();
            await telling;
        }
    }

    /// <summary>The receiver has the subscription, whether or not its slot is there.</summary>
    public Task<bool> IsSubscribedAsync(CancellationToken cancellationToken) => receiver.ScalarAsync<bool>(
        "SELECT EXISTS (SELECT FROM pg_subscription WHERE subname = @name AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()))", cancellationToken, ("name", _name));

    /// <summary>Subscribes, or takes tables in that were published since.</summary>
    /// <param name="copies">Copy the rows that are there already.</param>
    /// <param name="isEnabled">Take rows at once.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task SubscribeAsync(bool copies, bool isEnabled, CancellationToken cancellationToken)
        => await (await IsSubscribedAsync(cancellationToken) ? TakeInNewTablesAsync(copies, isEnabled, cancellationToken) : CreateAsync(copies, isEnabled, cancellationToken));

    /// <summary>PostgreSQL 16 and later keep a receiver's rows from going back to where they came from; on 15 the switch has to.</summary>
    public Task<bool> NamesOriginsAsync(CancellationToken cancellationToken) => CutoverDatabase.NameOriginsAsync(sender, receiver, cancellationToken);

    public Task EnableAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => Sql.ExecuteAsync(connection, $"ALTER SUBSCRIPTION {_name} ENABLE", cancellationToken);

    /// <summary>The receiver takes nothing that the sender wrote before this position. The subscription must be disabled.</summary>
    public Task SkipToAsync(NpgsqlConnection connection, string position, CancellationToken cancellationToken)
        => Sql.ExecuteAsync(
            connection,
            $"SELECT pg_replication_origin_advance('pg_' || oid, {Sql.Text(position)}::pg_lsn) FROM pg_subscription WHERE subname = '{_name}' AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())",
            cancellationToken);

    public async Task<StreamState> ReadAsync(CancellationToken cancellationToken)
    {
        var subscription = await ReadSubscriptionAsync(cancellationToken);
        var slot = await ReadSlotAsync(cancellationToken);
        return new(
            direction, subscription is not null && slot is not null, subscription is { IsEnabled: true }, subscription is { IsRunning: true }, subscription?.Tables ?? 0,
            subscription?.Unfinished ?? [], SlotState.NotSubscribed(slot, subscription), slot?.Health, slot?.LagBytes);
    }

    /// <summary>The receiver has the marker of the switch at that epoch, and so all that was written before its fence.</summary>
    public Task<bool> HasMarkerAsync(long epoch, CancellationToken cancellationToken) => receiver.ScalarAsync<bool>(
        string.Create(CultureInfo.InvariantCulture, $"SELECT EXISTS (SELECT FROM {names.Baton(direction)} WHERE epoch = {epoch} AND kind = 'marker')"), cancellationToken);

    /// <summary>All that the sender wrote before this position is on the receiver's disk.</summary>
    public async Task<bool> HasConfirmedAsync(string position, CancellationToken cancellationToken)
        => await sender.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = @slot AND confirmed_flush_lsn >= @position::pg_lsn)", cancellationToken,
            ("slot", await SlotNameAsync(cancellationToken)), ("position", position));

    /// <summary>The receiver takes nothing until it goes on; the sender keeps it meanwhile. Ends when its workers have ended.</summary>
    /// <exception cref="CutoverException">They have not within this time. It stays switched off.</exception>
    public async Task PauseAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        await receiver.ExecuteAsync($"ALTER SUBSCRIPTION {_name} DISABLE", cancellationToken);
        // A server tells of the subscriptions of all its databases, which may be called the same.
        for (var began = Stopwatch.GetTimestamp(); await WorkersAsync(cancellationToken) is { Count: > 0 } workers; await Task.Delay(50, cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(began) > patience)
            {
                throw new CutoverException(string.Create(CultureInfo.InvariantCulture,
                    $"The copying to {receiver.Description} was told to stop, and has not after {patience.TotalSeconds} s: {string.Join(", ", workers)}. Something holds it up, a lock perhaps: SELECT pg_blocking_pids of that process names who. Run this again when that has ended."));
            }
        }
    }

    public Task GoOnAsync(CancellationToken cancellationToken) => receiver.ExecuteAsync($"ALTER SUBSCRIPTION {_name} ENABLE", cancellationToken);

    /// <summary>How often the receiver's workers have failed since its statistics began.</summary>
    public Task<long> FailuresAsync(CancellationToken cancellationToken) => receiver.ScalarAsync<long>(
        """
        SELECT t.apply_error_count + t.sync_error_count FROM pg_stat_subscription_stats t JOIN pg_subscription s ON s.oid = t.subid
        WHERE s.subname = @name AND s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        """,
        cancellationToken, ("name", _name));

    /// <summary>The receiver's half. Null where it has none.</summary>
    public async Task<SubscriptionState?> ReadSubscriptionAsync(CancellationToken cancellationToken) => (await receiver.RowsAsync(
        """
        SELECT s.subenabled, EXISTS (SELECT FROM pg_stat_subscription p WHERE p.subid = s.oid AND p.relid IS NULL AND p.pid IS NOT NULL),
            (SELECT count(*)::int FROM pg_subscription_rel r WHERE r.srsubid = s.oid),
            ARRAY(SELECT r.srrelid::regclass::text FROM pg_subscription_rel r WHERE r.srsubid = s.oid AND r.srsubstate <> 'r' ORDER BY 1),
            ARRAY(SELECT format('%I.%I', n.nspname, c.relname) FROM pg_subscription_rel r JOIN pg_class c ON c.oid = r.srrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.srsubid = s.oid)
        FROM pg_subscription s WHERE s.subname = @name AND s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        """,
        r => new SubscriptionState(r.GetBoolean(0), r.GetBoolean(1), r.GetInt32(2), r.GetFieldValue<string[]>(3)) { Subscribed = r.GetFieldValue<string[]>(4) }, cancellationToken, ("name", _name))).FirstOrDefault();

    /// <summary>The sender's half. Null where it has none.</summary>
    public async Task<SlotState?> ReadSlotAsync(CancellationToken cancellationToken) => (await sender.RowsAsync(
        """
        SELECT coalesce(wal_status, 'lost'), (pg_current_wal_lsn() - coalesce(confirmed_flush_lsn, restart_lsn))::bigint,
            ARRAY(SELECT format('%I.%I', schemaname, tablename) FROM pg_publication_tables WHERE pubname = @name ORDER BY 1)
        FROM pg_replication_slots WHERE slot_name = @slot
        """,
        r => new SlotState(r.GetString(0), r.IsDBNull(1) ? null : r.GetInt64(1)) { Published = r.GetFieldValue<string[]>(2) }, cancellationToken, ("name", _name), ("slot", await SlotNameAsync(cancellationToken)))).FirstOrDefault();

    /// <summary>
    /// Lets the sender forget what it keeps for a receiver that needs none of it: one that is the owner itself. What is forgotten was written before a moment at
    /// which the sender was not the owner and had nothing under way: its row is locked while that moment is taken, and a baton has to change it.
    /// </summary>
    /// <param name="ownersEpoch">The receiver's, as its owner. A sender that ceded later has a baton on the way, which must not be forgotten.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>False when the sender owns the data, or may; or when the slot is in use.</returns>
    public async Task<bool> ForgetAsync(long ownersEpoch, CancellationToken cancellationToken)
    {
        var moment = await sender.ScalarAsync<string>(
            $"""
            WITH ownership AS MATERIALIZED (SELECT FROM {names.Control}.ownership WHERE state IN ('standby', 'ceded') AND epoch <= @epoch FOR SHARE)
            SELECT pg_current_wal_flush_lsn()::text FROM ownership
            """,
            cancellationToken, ("epoch", ownersEpoch));
        try
        {
            return moment is not null && await sender.ScalarAsync<bool>(
                "SELECT true FROM (SELECT pg_replication_slot_advance(slot_name, greatest(@moment::pg_lsn, confirmed_flush_lsn)) FROM pg_replication_slots WHERE slot_name = @slot AND NOT active AND wal_status <> 'lost') advanced",
                cancellationToken, ("moment", moment), ("slot", await SlotNameAsync(cancellationToken)));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ObjectInUse)
        {
            return false;
        }
    }

    /// <summary>Ends it on both sides; the rows stay where they are.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        if (await IsSubscribedAsync(cancellationToken))
        {
            await UnsubscribeAsync(cancellationToken);
        }

        var slot = await SlotNameAsync(cancellationToken);
        await sender.ExecuteAsync("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = @slot AND active", cancellationToken, ("slot", slot));
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await sender.ExecuteAsync("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = @slot", cancellationToken, ("slot", slot));
                break;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ObjectInUse && attempt < 100)
            {
                // The one that was ended takes a moment to go.
                await Task.Delay(50, cancellationToken);
            }
        }

        await sender.ExecuteAsync($"DROP PUBLICATION IF EXISTS {_name}", cancellationToken);
    }

    private async Task TellAsync(int waiting, Action<string> said, CancellationToken made)
    {
        try
        {
            for (var told = ""; ;)
            {
                await Task.Delay(TellPause, made);
                if (await LockHolders.OfAsync(sender, waiting, made) is { Length: > 0 } holders && holders != told)
                {
                    said($"Keeping what {sender.Description} writes waits for the end of what is being written on its server: {holders}");
                    told = holders;
                }
            }
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            // Whoever waits says what became of it.
        }
    }

    private Task<List<string>> WorkersAsync(CancellationToken cancellationToken) => receiver.RowsAsync(
        """
        SELECT 'server process ' || p.pid FROM pg_stat_subscription p JOIN pg_subscription s ON s.oid = p.subid
        WHERE s.subname = @name AND s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND p.pid IS NOT NULL ORDER BY 1
        """,
        r => r.GetString(0), cancellationToken, ("name", _name));

    private async Task CreateAsync(bool copies, bool isEnabled, CancellationToken cancellationToken)
    {
        var slot = await SlotNameAsync(cancellationToken);
        var ownRowsOnly = await NamesOriginsAsync(cancellationToken) ? ", origin = none" : "";
        await receiver.ExecuteSecretAsync(
            string.Create(CultureInfo.InvariantCulture,
                $"""
                CREATE SUBSCRIPTION {_name} CONNECTION {Sql.Text(sender.AddressForPeer)} PUBLICATION {_name}
                WITH (create_slot = false, slot_name = {Sql.Text(slot)}, copy_data = {copies}, enabled = {isEnabled}{ownRowsOnly})
                """),
            cancellationToken);
    }

    /// <summary>
    /// A stream that takes rows is told of the new tables. One that must not take any now, because its receiver is the owner, cannot be: it is made anew on the
    /// same slot, which is safe because the switch that turns it round says from where it goes on.
    /// </summary>
    private async Task TakeInNewTablesAsync(bool copies, bool isEnabled, CancellationToken cancellationToken)
    {
        if (isEnabled)
        {
            await receiver.ExecuteAsync($"ALTER SUBSCRIPTION {_name} ENABLE", cancellationToken);
            await receiver.ExecuteAsync($"ALTER SUBSCRIPTION {_name} REFRESH PUBLICATION WITH (copy_data = {copies})", cancellationToken);
            return;
        }

        await UnsubscribeAsync(cancellationToken);
        await CreateAsync(copies: false, isEnabled: false, cancellationToken);
    }

    /// <summary>With its slot given up the subscription can go without the sender; with it, a sender that is down would keep it for ever.</summary>
    private async Task UnsubscribeAsync(CancellationToken cancellationToken)
    {
        await receiver.ExecuteAsync($"ALTER SUBSCRIPTION {_name} DISABLE", cancellationToken);
        await receiver.ExecuteAsync($"ALTER SUBSCRIPTION {_name} SET (slot_name = NONE)", cancellationToken);
        for (var patience = ShortestDrop; !await TryDropAsync(patience, cancellationToken); patience *= 2)
        {
            if (patience > LongestDrop)
            {
                throw new CutoverException(
                    $"The subscription {_name} in {receiver.Description} cannot be dropped: it waits for {sender.Description} to forget the tables whose first copy had not ended. It is switched off. Run this again when that server answers.");
            }

            await EndCopiesAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Dropping waits for the slots of tables whose first copy has not ended, and making such a slot waits for every transaction of the sender's server: where both
    /// databases are on one, also for this. PostgreSQL does not see that each waits for the other, and would leave it so for ever.
    /// </summary>
    /// <returns>False when it was given up; the workers that copy have ended all the same.</returns>
    private async Task<bool> TryDropAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        await using var connection = await receiver.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await Sql.ExecuteAsync(
                connection, string.Create(CultureInfo.InvariantCulture, $"SET LOCAL statement_timeout = {(int)patience.TotalMilliseconds}; DROP SUBSCRIPTION {_name}"), cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.QueryCanceled && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>Ends what makes or uses slots at the sender for the first copies of this subscription; nobody is left to take their rows.</summary>
    private async Task EndCopiesAsync(CancellationToken cancellationToken)
    {
        var slots = await receiver.ScalarAsync<string>(
            """
            SELECT format('^pg_%s_sync_[0-9]+_%s$', s.oid, c.system_identifier) FROM pg_subscription s, pg_control_system() c
            WHERE s.subname = @name AND s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            cancellationToken, ("name", _name));
        await sender.ExecuteAsync("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name ~ @slots AND active", cancellationToken, ("slots", slots ?? ""));
    }
}
