using Microsoft.Extensions.Logging;
using Npgsql;

namespace Monolith.Kernel.Data.Ownership;

/// <summary>
/// Listens to one database for the modules whose data may be there. While it lets callers in it holds the followers' lock, and before a switch it gives it
/// up only when they have left: a controller that gets the lock for itself knows that nobody is at work.
/// </summary>
internal sealed partial class OwnershipSession(DatabasePlace place, string connectionString, IReadOnlyCollection<ModuleOwner> owners, TimeProvider time, ILogger<OwnershipSession> logger)
{
    // Notifications tell sooner; this is for the one that is lost.
    private static readonly TimeSpan AtRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WithoutOwner = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Leaving = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly Dictionary<ModuleOwner, long> _locks = [];
    private bool _isLost;

    /// <summary>Runs until the process stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Also what nobody foresaw: who follows no more stays with a word that may be wrong.
                Lost(e);
                await Task.Delay(AfterFailure, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Once, without listening: for work at the start.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task ReadOnceAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        foreach (var owner in owners)
        {
            var row = await OwnershipReader.ReadAsync(connection, owner.Schema, cancellationToken);
            if (Word(row) is { } epoch)
            {
                owner.Claim(place, epoch);
            }
        }
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        // The locks went with the session that had them.
        _locks.Clear();
        await using var connection = await OpenAsync(stopping);
        await using (var listen = new NpgsqlCommand($"LISTEN {OwnershipReader.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stopping);
        }

        while (true)
        {
            var pause = AtRest;
            foreach (var owner in owners)
            {
                var next = await StepAsync(connection, owner, stopping);
                pause = next < pause ? next : pause;
            }

            if (_isLost)
            {
                _isLost = false;
                LogBack(place);
            }

            await connection.WaitAsync(pause, stopping);
        }
    }

    private async Task<TimeSpan> StepAsync(NpgsqlConnection connection, ModuleOwner owner, CancellationToken cancellationToken)
    {
        var row = await OwnershipReader.ReadAsync(connection, owner.Schema, cancellationToken);
        if (row is not null)
        {
            owner.MayBeAway();
        }

        // A lock that came after the row was read proves nothing about it: a switch may have begun in between.
        if (row is { LetsIn: true } && !_locks.ContainsKey(owner) && await TryLockAsync(connection, row.FollowersLock, cancellationToken))
        {
            _locks.Add(owner, row.FollowersLock);
            row = await OwnershipReader.ReadAsync(connection, owner.Schema, cancellationToken);
        }

        if (Word(row) is { } epoch && (row is null || _locks.ContainsKey(owner)))
        {
            owner.Claim(place, epoch);
            return AtRest;
        }

        owner.Release(place);
        if (!_locks.TryGetValue(owner, out var key))
        {
            return owner.Gate.Owner is null ? WithoutOwner : AtRest;
        }

        if (owner.Gate.Inside > 0 && owner.Gate.Owner is null)
        {
            return Leaving;
        }

        await using var unlock = new NpgsqlCommand("SELECT pg_advisory_unlock_shared($1)", connection);
        unlock.Parameters.Add(new() { Value = key });
        await unlock.ExecuteNonQueryAsync(cancellationToken);
        _locks.Remove(owner);
        return WithoutOwner;
    }

    /// <returns>The epoch of a database that owns the data and is not about to give it away; the monolith's owns what was never prepared to be moved.</returns>
    private long? Word(OwnershipRow? row) => row switch
    {
        null => place == DatabasePlace.Monolith ? 0 : null,
        { LetsIn: true } => row.Epoch,
        _ => null,
    };

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, long key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock_shared($1)", connection);
        command.Parameters.Add(new() { Value = key });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Timeout = 5, CommandTimeout = 5, KeepAlive = 5, ApplicationName = "monolith ownership" };
        return UnpooledConnection.OpenAsync(settings.ConnectionString, cancellationToken);
    }

    // The last word stands: the database itself refuses what is written in the wrong place.
    private void Lost(Exception exception)
    {
        foreach (var owner in owners)
        {
            owner.MayBeAway();
        }

        if (!_isLost)
        {
            _isLost = true;
            LogLost(exception, place);
        }
    }

    [LoggerMessage(EventIds.OwnershipLost, LogLevel.Warning, "The {Place} database cannot be asked which data it owns; what it said last counts until it can")]
    private partial void LogLost(Exception exception, DatabasePlace place);

    [LoggerMessage(EventIds.OwnershipBack, LogLevel.Information, "The {Place} database says again which data it owns")]
    private partial void LogBack(DatabasePlace place);
}
