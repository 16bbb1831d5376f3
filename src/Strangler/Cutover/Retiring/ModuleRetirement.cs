using System.Diagnostics;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Replication;
using Monolith.Strangler.Cutover.Switching;
using Npgsql;

namespace Monolith.Strangler.Cutover.Retiring;

/// <summary>
/// The one-way door: the monolith's copy of a module's data is never written again, and there is no way back. Until the door is shut nothing is lost, and
/// what it has begun to do is taken back; behind it, running it again finishes.
/// </summary>
public sealed class ModuleRetirement(CutoverPair pair, RetireSettings settings)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <param name="pgDump">The program; pg_restore is taken from beside it.</param>
    /// <param name="dump">The file for the last copy; it must not be there yet.</param>
    /// <param name="said">Told what is being done.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="CutoverException">Something stands in the way, and nothing has changed.</exception>
    public async Task<RetireReport> RunAsync(string pgDump, string dump, Action<string> said, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(said);
        await using var alone = await ControllerLock.TakeAsync(pair.Names, pair.Both, cancellationToken);
        await PlacesCheck.RunAsync(pair, cancellationToken);
        var standing = await Standing.ReadAsync(pair, cancellationToken);
        long? written = null;
        if (standing.Monolith.State != OwnershipState.Retired)
        {
            Check(standing);
            written = await RetireAsync(standing.Monolith, pgDump, dump, said, cancellationToken);
        }

        said("Ending the copying in both directions");
        await pair.Back.RemoveAsync(cancellationToken);
        await pair.Forward.RemoveAsync(cancellationToken);
        return new(pair.Module, pair.Own.Description, pair.Monolith.Description, written is null ? null : dump, written ?? 0, [$"DROP SCHEMA {pair.Module} CASCADE;"]);
    }

    private void Check(Standing standing)
    {
        if (standing.Own.State != OwnershipState.Owner)
        {
            throw new CutoverException(standing.Monolith.State == OwnershipState.Owner
                ? $"{pair.Monolith.Description} owns {pair.Module}: only a copy can be retired, not the owner. Switch first: 'strangler data switch {pair.Module}'."
                : $"A switch of {pair.Module} was begun and not ended. Resume or abort it first.");
        }
    }

    /// <returns>The length of the dump.</returns>
    private async Task<long> RetireAsync(OwnershipRow row, string pgDump, string dump, Action<string> said, CancellationToken cancellationToken)
    {
        said($"Waiting until {pair.Monolith.Description} has all that was written");
        await CatchUpAsync(cancellationToken);
        var isWritten = false;
        try
        {
            // What the copying itself does to the tables would look like somebody who uses them. The owner keeps it meanwhile.
            said($"Pausing the copying to {pair.Monolith.Description}");
            await pair.Back.PauseAsync(settings.PausePatience, cancellationToken);
            said($"Watching for {settings.QuietFor.TotalSeconds} s whether anybody still uses {pair.Module} in {pair.Monolith.Description}");
            if (await new ModuleTraffic(pair.Monolith, pair.Names).WatchAsync(settings.QuietFor, cancellationToken) is { Count: > 0 } traffic)
            {
                throw new CutoverException($"{pair.Module} is still used in {pair.Monolith.Description}: {string.Join("; ", traffic)}. Find out who it is; nothing was retired.");
            }

            said($"Writing {dump}");
            var length = await new ModuleDump(pair.Monolith, pair.Names, pgDump).WriteAsync(dump, cancellationToken);
            isWritten = true;
            await ShutAsync(row, said, cancellationToken);
            return length;
        }
        catch
        {
            await TakeBackAsync(isWritten ? dump : null);
            throw;
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var position = await pair.Own.ScalarAsync<string>("SELECT pg_current_wal_insert_lsn()::text", cancellationToken);
        for (var began = Stopwatch.GetTimestamp(); !await pair.Back.HasConfirmedAsync(position!, cancellationToken); await Task.Delay(Poll, cancellationToken))
        {
            var state = await pair.Back.ReadAsync(cancellationToken);
            if (!state.IsWhole || !state.IsEnabled)
            {
                throw new CutoverException($"{pair.Monolith.Description} does not follow the owner, so the copy that is kept would not be whole. Run 'strangler data replicate {pair.Module}', with --anew where it says so.");
            }

            if (Stopwatch.GetElapsedTime(began) > settings.CatchUpPatience)
            {
                throw new CutoverException($"{pair.Monolith.Description} is still behind after {settings.CatchUpPatience.TotalSeconds} s; nothing was retired. {(state.IsRunning ? "Wait until it follows." : "Its copying does not run; the log of its server says why.")}");
            }
        }
    }

    private async Task ShutAsync(OwnershipRow row, Action<string> said, CancellationToken cancellationToken)
    {
        var tables = await new ModuleTables(pair.Monolith, pair.Names).GuardedAsync(cancellationToken);
        await new BriefLock(settings.LockPatience, said).RunAsync(pair.Monolith, $"Retiring {pair.Module}", async (connection, stop) =>
        {
            await Sql.ExecuteAsync(connection, "SET LOCAL synchronous_commit = on", stop);
            if (!await pair.OwnershipOf(pair.Monolith).TryChangeAsync(connection, row.State, row.Epoch, OwnershipState.Retired, row.Epoch, stop))
            {
                throw new CutoverException($"{pair.Monolith.Description} is no longer {row.State.ToString().ToLowerInvariant()} at epoch {row.Epoch}. Look at the status.");
            }

            await Sql.ExecuteAsync(connection, RetiredSchema.Close(pair.Names, tables), stop);
            await Sql.ExecuteAsync(connection, pair.Names.Announcement, stop);
        }, cancellationToken);
    }

    /// <summary>Whoever gave up wants the way back as it was and may try again, also where the same token was cancelled.</summary>
    private async Task TakeBackAsync(string? dump)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            // Shut after all, where only the answer was lost: the dump is the last copy then.
            if (await pair.OwnershipOf(pair.Monolith).ReadAsync(limit.Token) is { State: OwnershipState.Retired })
            {
                return;
            }

            if (dump is not null)
            {
                File.Delete(dump);
            }

            await pair.Back.GoOnAsync(limit.Token);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            // Paused, which the status tells and 'replicate' mends. What stopped the retirement is what the operator needs to hear.
        }
    }
}
