using System.Diagnostics;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>Waits until a receiver has applied what its sender has written. What it has flushed would be known some 600 ms later.</summary>
internal static class CatchUp
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    /// <returns>False when it has not applied what is written now within this time.</returns>
    public static async Task<bool> WaitAsync(RowStream stream, TimeSpan patience, CancellationToken cancellationToken)
    {
        var position = await PositionAsync(stream.Sender, cancellationToken);
        var slot = await stream.SlotNameAsync(cancellationToken);
        var began = Stopwatch.GetTimestamp();
        while (!await stream.Sender.ScalarAsync<bool>(
            """
            SELECT EXISTS (SELECT FROM pg_replication_slots s JOIN pg_stat_replication r ON r.pid = s.active_pid WHERE s.slot_name = @slot AND r.replay_lsn >= @position::pg_lsn)
            """,
            cancellationToken, ("slot", slot), ("position", position)))
        {
            if (Stopwatch.GetElapsedTime(began) > patience)
            {
                return false;
            }

            await Task.Delay(Poll, cancellationToken);
        }

        return true;
    }

    /// <summary>
    /// Behind everything that can be seen. Only what has been flushed is sent, and on a server with nothing else to do nobody flushes: an empty transaction does
    /// it, which no subscription takes.
    /// </summary>
    private static async Task<string> PositionAsync(CutoverDatabase database, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync("SELECT set_config('synchronous_commit', 'on', true), pg_logical_emit_message(true, 'monolith cutover', '')", cancellationToken);
        return (await database.ScalarAsync<string>("SELECT pg_current_wal_flush_lsn()::text", cancellationToken))!;
    }
}
