using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Monolith.Strangler.Cutover;

/// <summary>
/// Carries out statements that lock tables which are in use. Whoever waits for a lock holds up everybody who comes to that table behind him, so it is waited for
/// briefly, several times, and the others get on in between.
/// </summary>
/// <param name="patience">For so long it is tried, at least once.</param>
/// <param name="said">Told who has the lock.</param>
internal sealed class BriefLock(TimeSpan patience, Action<string> said)
{
    // Longer than deadlock_timeout (1 s), after which a server ends an autovacuum that somebody waits for.
    private static readonly TimeSpan Attempt = TimeSpan.FromMilliseconds(1200);
    private static readonly TimeSpan LookAfter = Attempt / 2;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <inheritdoc cref="RunAsync(CutoverDatabase, string, Func{NpgsqlConnection, CancellationToken, Task}, CancellationToken)"/>
    public Task RunAsync(CutoverDatabase database, string what, string statements, CancellationToken cancellationToken)
        => RunAsync(database, what, (connection, stop) => Sql.ExecuteAsync(connection, statements, stop), cancellationToken);

    /// <param name="database">Where.</param>
    /// <param name="what">What needs the lock, as the beginning of a sentence.</param>
    /// <param name="work">In a transaction, which is taken back and begun again where a lock is not to be had.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="CutoverException">Others had the lock all the time. Says who.</exception>
    public async Task RunAsync(CutoverDatabase database, string what, Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var told = "";
        while (await TryAsync(database, work, cancellationToken) is { } holders)
        {
            if (Stopwatch.GetElapsedTime(began) >= patience)
            {
                throw new CutoverException(string.Create(CultureInfo.InvariantCulture,
                    $"{what} in {database.Description} needs a lock that was not to be had for {patience.TotalSeconds} s. Who has it: {holders}. Wait until that has ended, or end it (SELECT pg_terminate_backend of that process), and run this again. Writers waited {Attempt.TotalSeconds} s at a time at most."));
            }

            if (holders != told)
            {
                said($"{what} in {database.Description} waits for a lock, and lets writers go first. Who has it: {holders}");
                told = holders;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <returns>Null when it is done; else who was in the way.</returns>
    private static async Task<string?> TryAsync(CutoverDatabase database, Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Sql.ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SET LOCAL lock_timeout = {(int)Attempt.TotalMilliseconds}"), cancellationToken);
        var working = work(connection, cancellationToken);
        var looking = LookAsync(database, connection.ProcessID, working, cancellationToken);
        try
        {
            await Task.WhenAll(working, looking);
            await transaction.CommitAsync(CancellationToken.None);
            return null;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return await looking is { Length: > 0 } holders ? holders : "nobody any more";
        }
    }

    private static async Task<string> LookAsync(CutoverDatabase database, int waiting, Task working, CancellationToken cancellationToken)
    {
        await Task.WhenAny(working, Task.Delay(LookAfter, cancellationToken));
        return working.IsCompleted ? "" : await LockHolders.OfAsync(database, waiting, cancellationToken);
    }
}
