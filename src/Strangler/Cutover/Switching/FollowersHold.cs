using System.Globalization;
using Npgsql;

namespace Monolith.Strangler.Cutover.Switching;

/// <summary>
/// Asks every process that uses the data to let nobody new at it, and waits until those who are at it have finished, so that none runs into the fence. A process
/// that does not follow is not waited for: the fence stops it.
/// </summary>
internal sealed class FollowersHold : IAsyncDisposable
{
    private readonly ModuleNames _names;
    private readonly CutoverDatabase _giver;
    private readonly NpgsqlConnection _connection;
    private bool _isKept;

    private FollowersHold(ModuleNames names, CutoverDatabase giver, NpgsqlConnection connection) => (_names, _giver, _connection) = (names, giver, connection);

    /// <summary>Over by itself after the time a switch may take, so that a controller that ends here holds up nobody for longer.</summary>
    /// <exception cref="CutoverException">Some process has not finished in time; nothing has changed.</exception>
    public static async Task<FollowersHold> TakeAsync(ModuleNames names, CutoverDatabase giver, SwitchSettings settings, CancellationToken cancellationToken)
    {
        await giver.ExecuteAsync(
            Set(names, string.Create(CultureInfo.InvariantCulture, $"clock_timestamp() + interval '{(int)settings.GapPatience.TotalMilliseconds} ms'")), cancellationToken);
        var connection = await giver.OpenAsync(cancellationToken);
        try
        {
            await Sql.ExecuteAsync(
                connection, string.Create(CultureInfo.InvariantCulture, $"SET lock_timeout = {(int)settings.HoldPatience.TotalMilliseconds}; SELECT pg_advisory_lock({names.FollowersLock})"),
                cancellationToken);
            return new(names, giver, connection);
        }
        catch (Exception e)
        {
            await new FollowersHold(names, giver, connection).DisposeAsync();
            if (e is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
            {
                throw new CutoverException(
                    $"The processes that use {names.Schema} had not finished what they were doing after {settings.HoldPatience.TotalSeconds} s; nothing has changed. Requests that take longer hold up a switch: find them, or allow more.", e);
            }

            throw;
        }
    }

    /// <summary>The statement that lets callers in again where the owner is; for the transaction that says who it is.</summary>
    public static string End(ModuleNames names) => Set(names, "'-infinity'");

    /// <summary>The fence stands: what holds callers from here on is that there is no owner.</summary>
    public void Keep() => _isKept = true;

    public async ValueTask DisposeAsync()
    {
        // The lock belongs to the session, which would be kept in the pool.
        NpgsqlConnection.ClearPool(_connection);
        await _connection.DisposeAsync();
        if (_isKept)
        {
            return;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _giver.ExecuteAsync(End(_names), limit.Token);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            // It ends by itself.
        }
    }

    private static string Set(ModuleNames names, string until)
        => $"UPDATE {names.Control}.hold SET until = {until}; {names.Announcement}";
}
