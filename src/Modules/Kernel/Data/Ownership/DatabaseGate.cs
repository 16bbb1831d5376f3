using System.Data;
using Npgsql;

namespace Monolith.Kernel.Data.Ownership;

/// <summary>
/// Where a module's connections begin: tells which database owns the data, lets nobody in while neither may be written, and counts who is in, so that a
/// switch can wait for them. A comfort to callers, who wait instead of failing; what keeps writes out of the wrong database is in the database.
/// </summary>
/// <param name="module">The module's schema, for the message.</param>
/// <param name="longestHold">How long a caller waits.</param>
/// <param name="time">The clock.</param>
internal sealed class DatabaseGate(string module, TimeSpan longestHold, TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DatabasePlace? _owner;
    private int _inside;

    /// <summary>Null while callers are held.</summary>
    public DatabasePlace? Owner
    {
        get
        {
            lock (_lock)
            {
                return _owner;
            }
        }
    }

    /// <summary>Connections that are open.</summary>
    public int Inside
    {
        get
        {
            lock (_lock)
            {
                return _inside;
            }
        }
    }

    /// <summary>Waits until there is an owner. Each that was let in leaves once.</summary>
    /// <exception cref="DataHeldException">There was none for too long.</exception>
    public async ValueTask<DatabasePlace> EnterAsync(CancellationToken cancellationToken)
    {
        var (began, waited) = (time.GetTimestamp(), false);
        while (true)
        {
            Task opened;
            DatabasePlace? owner;
            lock (_lock)
            {
                owner = _owner;
                _inside += owner is null ? 0 : 1;
                opened = _opened.Task;
            }

            if (owner is { } found)
            {
                if (waited)
                {
                    HoldMetrics.Waited(module, time.GetElapsedTime(began));
                }

                return found;
            }

            waited = true;

            var left = longestHold - time.GetElapsedTime(began);
            try
            {
                await opened.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancellationToken);
            }
            catch (TimeoutException e)
            {
                HoldMetrics.Refused(module);
                throw new DataHeldException(
                    $"The data of module {module} has been without an owner for {longestHold.TotalSeconds} s; it is being moved, or a switch was begun and not ended ('strangler data status {module}' tells). Try again.", e);
            }
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            _inside--;
        }
    }

    /// <summary>Enters, opens a connection to the owner, and leaves when it is closed.</summary>
    /// <param name="choose">Gives the connection to the database that owns the data; it is closed.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="DataHeldException">There was no owner for too long.</exception>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async ValueTask<NpgsqlConnection> OpenAsync(Func<DatabasePlace, NpgsqlConnection> choose, CancellationToken cancellationToken)
    {
        var place = await EnterAsync(cancellationToken);
        try
        {
            var connection = choose(place);
            await connection.OpenAsync(cancellationToken);
            LeaveWhenClosed(connection);
            return connection;
        }
        catch
        {
            Leave();
            throw;
        }
    }

    public void Open(DatabasePlace owner)
    {
        TaskCompletionSource? waited = null;
        lock (_lock)
        {
            if (_owner is null)
            {
                waited = _opened;
                _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            _owner = owner;
        }

        waited?.SetResult();
    }

    /// <summary>Lets nobody in from now on. Those who are in stay until they leave.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _owner = null;
        }
    }

    private void LeaveWhenClosed(NpgsqlConnection connection)
    {
        connection.StateChange += OnStateChange;

        void OnStateChange(object sender, StateChangeEventArgs change)
        {
            if (change.CurrentState == ConnectionState.Closed)
            {
                connection.StateChange -= OnStateChange;
                Leave();
            }
        }
    }
}
