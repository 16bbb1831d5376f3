using System.Diagnostics;
using System.Globalization;
using Monolith.Strangler.Cutover.History;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Replication;
using Npgsql;

namespace Monolith.Strangler.Cutover.Switching;

/// <summary>
/// Hands a module's data from one database to the other: fence, drain, flush, cede; the new owner activates itself when the baton arrives behind the last
/// row. It keeps nothing of its own: the two ownership rows say where to go on.
/// </summary>
public sealed class ModuleSwitch(CutoverPair pair, SwitchSettings settings)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(1);

    /// <summary>Makes a database the owner. Does nothing where it is already.</summary>
    /// <param name="to">The one to own the data.</param>
    /// <param name="reached">Told of each step when it is durable; what it throws ends this controller there, as a crash would.</param>
    /// <param name="cancellationToken">Before the commit point it calls the switch off; behind it, it only ends the waiting.</param>
    /// <exception cref="CutoverException">It may not begin, or was called off before the commit point and the old owner owns the data again; the message says which.</exception>
    public async Task<SwitchReport> RunAsync(Place to, Func<SwitchStep, Task> reached, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reached);
        await using var alone = await ControllerLock.TakeAsync(pair.Names, pair.Both, cancellationToken);
        var standing = await Standing.ReadAsync(pair, cancellationToken);
        if (standing.Of(to).State == OwnershipState.Owner)
        {
            return await ReportAsync(to, standing.Of(to).Epoch, TimeSpan.Zero, cancellationToken);
        }

        var problems = await new SwitchCheck(pair, settings).RunAsync(standing, cancellationToken);
        if (problems.Count > 0)
        {
            throw new CutoverException(string.Join(Environment.NewLine, problems));
        }

        await ApproachAsync(pair.StreamTo(to), cancellationToken);
        await reached(SwitchStep.Checked);
        var began = Stopwatch.GetTimestamp();
        var epoch = standing.Of(standing.Giver).Epoch + 1;
        using var gap = new TimeLimit(settings.GapPatience, cancellationToken);
        try
        {
            await gap.EndAsync(token => HoldAndFenceAsync(standing, epoch, token), "the fence did not stand");
        }
        catch (TimeoutException e)
        {
            throw new CutoverException($"The switch was called off: {e.Message}; nothing has changed.", e);
        }

        await reached(SwitchStep.Fenced);
        return await HandOverAsync(standing.Giver, epoch, began, gap, reached, cancellationToken);
    }

    /// <summary>Goes on with what a controller that ended has begun. Where nothing was left unfinished, it says who owns the data.</summary>
    /// <exception cref="CutoverException">It cannot be ended now; the message says why.</exception>
    public async Task<SwitchReport> ResumeAsync(Func<SwitchStep, Task> reached, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reached);
        await using var alone = await ControllerLock.TakeAsync(pair.Names, pair.Both, cancellationToken);
        var standing = await Standing.ReadAsync(pair, cancellationToken);
        var giver = standing.Of(standing.Giver);
        if (giver.State is OwnershipState.Fenced or OwnershipState.Ceded)
        {
            await pair.HistoryOf(pair.At(standing.Giver)).AppendAsync(HistoryStep.Resumed, cancellationToken);
        }

        using var gap = new TimeLimit(settings.GapPatience, cancellationToken);
        return giver.State switch
        {
            OwnershipState.Fenced => await HandOverAsync(standing.Giver, giver.Epoch, Stopwatch.GetTimestamp(), gap, reached, cancellationToken),
            OwnershipState.Ceded => await AwaitActivationAsync(standing.Taker, giver.Epoch, Stopwatch.GetTimestamp(), reached, cancellationToken),
            _ => await ReportAsync(standing.Giver, giver.Epoch, TimeSpan.Zero, cancellationToken),
        };
    }

    /// <summary>Gives the data back to the old owner, before the commit point only. Needs that owner alone: the other database may be gone.</summary>
    /// <exception cref="CutoverException">Nothing is fenced, or the commit point has passed; also where only the other database knows that, as after a failover that lost it.</exception>
    public async Task<OwnershipRow> AbortAsync(Place old, CancellationToken cancellationToken)
    {
        var database = pair.At(old);
        await using var alone = await ControllerLock.TakeAsync(pair.Names, [database], cancellationToken);
        var row = await pair.OwnershipOf(database).ReadAsync(cancellationToken);
        if (row is not { State: OwnershipState.Fenced })
        {
            throw new CutoverException(row?.State == OwnershipState.Ceded
                ? $"{database.Description} has ceded {pair.Names.Schema} at epoch {row.Epoch}: that cannot be taken back. Resume the switch, and then switch back."
                : $"{database.Description} is not fenced; there is nothing to abort.");
        }

        if (await TakenAsync(old.Other(), row.Epoch, cancellationToken))
        {
            throw new CutoverException(
                $"{pair.At(old.Other()).Description} owns {pair.Names.Schema} since epoch {row.Epoch}: {database.Description} has ceded it and forgotten that, as a standby does that was promoted without its last commits. Two owners would be made; docs/cutover.md says what to do after a failover.");
        }

        await UnfenceAsync(database, row.Epoch, cancellationToken);
        return (await pair.OwnershipOf(database).ReadAsync(cancellationToken))!;
    }

    private async Task<bool> TakenAsync(Place taker, long epoch, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(TimeSpan.FromSeconds(5), cancellationToken);
        try
        {
            return await limit.EndAsync(token => pair.OwnershipOf(pair.At(taker)).ReadAsync(token).WaitAsync(token), "the other database had not answered") is { State: not OwnershipState.Standby } row && row.Epoch >= epoch;
        }
        catch (Exception e) when (Outage.Is(e, cancellationToken))
        {
            // Gone, or as good as: that is what aborting is for.
            return false;
        }
    }

    private async Task<SwitchReport> HandOverAsync(Place giver, long epoch, long began, TimeLimit gap, Func<SwitchStep, Task> reached, CancellationToken cancellationToken)
    {
        var taker = giver.Other();
        try
        {
            // A receiver that takes connections and says nothing is left alone; what was begun there changes nothing.
            await gap.EndAsync(token => DrainAsync(taker, epoch, token).WaitAsync(token), "what was written had not arrived");
            await reached(SwitchStep.Drained);
            var position = await gap.EndAsync(token => FlushAsync(pair.At(taker), token).WaitAsync(token), "what arrived was not on the receiver's disk");
            await reached(SwitchStep.Flushed);
            await gap.EndAsync(token => CedeAsync(giver, epoch, position, token), "the old owner had not ceded");
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException or NpgsqlException)
        {
            throw await CallOffAsync(giver, epoch, e);
        }

        await reached(SwitchStep.Ceded);
        return await AwaitActivationAsync(taker, epoch, began, reached, cancellationToken);
    }

    private async Task ApproachAsync(RowStream stream, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        TimeSpan left;
        while ((left = settings.ShortLagPatience - Stopwatch.GetElapsedTime(began)) > TimeSpan.Zero)
        {
            var written = Stopwatch.GetTimestamp();
            if (!await CatchUp.WaitAsync(stream, left, cancellationToken) || Stopwatch.GetElapsedTime(written) <= settings.ShortLag)
            {
                return;
            }
        }
    }

    private async Task HoldAndFenceAsync(Standing standing, long epoch, CancellationToken cancellationToken)
    {
        await using var hold = await FollowersHold.TakeAsync(pair.Names, pair.At(standing.Giver), settings, cancellationToken);
        await FenceAsync(standing, epoch, cancellationToken);
        hold.Keep();
    }

    private async Task FenceAsync(Standing standing, long epoch, CancellationToken cancellationToken)
    {
        var giver = pair.At(standing.Giver);
        await using var connection = await giver.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await Sql.ExecuteAsync(
                connection,
                string.Create(CultureInfo.InvariantCulture,
                    $"SET LOCAL synchronous_commit = on; SET LOCAL lock_timeout = {(int)settings.FencePatience.TotalMilliseconds}; SELECT pg_advisory_xact_lock({pair.Names.WritersLock})"),
                cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            var holders = await WritersLock.HoldersAsync(giver, pair.Names, TimeSpan.Zero, cancellationToken);
            throw new CutoverException(
                $"The fence waited {settings.FencePatience.TotalSeconds} s for transactions that write to {pair.Names.Schema}, and gave up; nothing has changed. Still open: {string.Join(", ", holders)}.", e);
        }

        if (!await pair.OwnershipOf(giver).TryChangeAsync(connection, OwnershipState.Owner, epoch - 1, OwnershipState.Fenced, epoch, cancellationToken))
        {
            throw new CutoverException($"{giver.Description} no longer owns {pair.Names.Schema} at epoch {epoch - 1}: another controller was faster. Look at the status.");
        }

        await Sql.ExecuteAsync(
            connection,
            string.Create(CultureInfo.InvariantCulture,
                $"INSERT INTO {pair.Names.Baton(giver.Outgoing)} (epoch, kind) VALUES ({epoch}, 'marker'); {pair.Names.Announcement}"),
            cancellationToken);
        // Cancelled half way, nobody would know what it came to.
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>The marker was the last thing written: what came before it is there when it is.</summary>
    private async Task DrainAsync(Place taker, long epoch, CancellationToken cancellationToken)
    {
        var stream = pair.StreamTo(taker);
        while (!await stream.HasMarkerAsync(epoch, cancellationToken))
        {
            await Task.Delay(Poll, cancellationToken);
        }
    }

    /// <summary>
    /// Rows are applied without waiting for the disk. A position behind them that has not reached it would, on PostgreSQL 15, let them be sent back to
    /// where they came from. The ownership row is written so that there is something to flush.
    /// </summary>
    private async Task<string> FlushAsync(CutoverDatabase receiver, CancellationToken cancellationToken)
    {
        await using var connection = await receiver.OpenAsync(cancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            await Sql.ExecuteAsync(connection, $"SET LOCAL synchronous_commit = on; UPDATE {pair.Names.Control}.ownership SET barriers = barriers + 1", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await using var command = new NpgsqlCommand("SELECT pg_current_wal_flush_lsn()::text", connection);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task CedeAsync(Place giver, long epoch, string position, CancellationToken cancellationToken)
    {
        var sender = pair.At(giver);
        var back = pair.StreamTo(giver);
        var namesOrigins = await back.NamesOriginsAsync(cancellationToken);
        await using var connection = await sender.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Sql.ExecuteAsync(connection, "SET LOCAL synchronous_commit = on; SET LOCAL lock_timeout = '2s'", cancellationToken);
        if (!await pair.OwnershipOf(sender).TryChangeAsync(connection, OwnershipState.Fenced, epoch, OwnershipState.Ceded, epoch, cancellationToken))
        {
            throw new CutoverException($"{sender.Description} is no longer fenced at epoch {epoch}: the switch was aborted, or ended by another controller. Look at the status.");
        }

        await Sql.ExecuteAsync(connection, CedeBaton(sender, epoch), cancellationToken);
        await Sql.ExecuteAsync(connection, FollowersHold.End(pair.Names), cancellationToken);
        if (!namesOrigins)
        {
            await back.SkipToAsync(connection, position, cancellationToken);
            await back.EnableAsync(connection, cancellationToken);
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    private string CedeBaton(CutoverDatabase sender, long epoch) => string.Create(CultureInfo.InvariantCulture,
        $"""
        INSERT INTO {pair.Names.Baton(sender.Outgoing)} (epoch, kind, who, sequences)
        SELECT {epoch}, 'cede', coalesce({HistorySchema.OperatorOrNull}, session_user), coalesce(jsonb_object_agg(sequencename, CASE WHEN increment_by > 0
            THEN least(coalesce(last_value, start_value) + {ControlSchema.SequenceGap} * increment_by, max_value)
            ELSE greatest(coalesce(last_value, start_value) + {ControlSchema.SequenceGap} * increment_by, min_value) END), '{EmptyObject}')
        FROM pg_sequences WHERE schemaname = '{pair.Names.Schema}'
        """);

    private const string EmptyObject = "{}";

    private async Task<SwitchReport> AwaitActivationAsync(Place taker, long epoch, long began, Func<SwitchStep, Task> reached, CancellationToken cancellationToken)
    {
        await new Activation(pair, settings.ActivationPatience).AwaitAsync(taker, epoch, cancellationToken);
        var gap = Stopwatch.GetElapsedTime(began);
        await reached(SwitchStep.Activated);
        return await ReportAsync(taker, epoch, gap, cancellationToken);
    }

    private async Task<CutoverException> CallOffAsync(Place giver, long epoch, Exception why)
    {
        var sender = pair.At(giver);
        var reason = why is OperationCanceledException ? "it was cancelled" : why.Message.TrimEnd('.');
        // Whoever called it off wants the old owner back; it must not be left fenced because the same token was cancelled.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await UnfenceAsync(sender, epoch, limit.Token);
            return new($"The switch was called off: {reason}. {sender.Description} owns {pair.Names.Schema} again.", why);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or CutoverException)
        {
            return new($"The switch stopped: {reason}; and it could not be called off: {e.Message.TrimEnd('.')}. Look at the status, then resume or abort.", why);
        }
    }

    private async Task UnfenceAsync(CutoverDatabase database, long epoch, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Sql.ExecuteAsync(connection, "SET LOCAL synchronous_commit = on", cancellationToken);
        if (!await pair.OwnershipOf(database).TryChangeAsync(connection, OwnershipState.Fenced, epoch, OwnershipState.Owner, epoch + 1, cancellationToken))
        {
            throw new CutoverException($"{database.Description} is no longer fenced at epoch {epoch}: another controller was faster.");
        }

        await Sql.ExecuteAsync(connection, FollowersHold.End(pair.Names), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<SwitchReport> ReportAsync(Place owner, long epoch, TimeSpan gap, CancellationToken cancellationToken)
        => new(owner, epoch, gap, await pair.StreamFrom(owner).ReadAsync(cancellationToken));
}
