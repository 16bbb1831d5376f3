using Monolith.Strangler.Routing.Forwarding.Connections;

namespace Monolith.Strangler.Routing.Forwarding.Http1;

/// <summary>The connections to one server. The one that was used last is used next, so that those nobody needs grow old.</summary>
internal sealed class Http1Connections : IDisposable
{
    /// <summary>Shorter than any server's own (Node: 5 s): a request written to a connection that the server is just closing may have happened.</summary>
    internal static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(4);

    /// <summary>A server that moves to another address is found without a restart.</summary>
    internal static readonly TimeSpan LongestUse = TimeSpan.FromMinutes(2);

    private readonly ServiceConnector _connector;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly List<Http1Connection> _idle = [];
    private readonly ITimer _sweep;
    private bool _isSweeping;
    private bool _isDisposed;

    public Http1Connections(ServiceConnector connector, TimeProvider time)
    {
        _connector = connector;
        _time = time;
        _sweep = time.CreateTimer(static state => ((Http1Connections)state!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>An idle connection that still stands; it waits for the answer already. Null when there is none.</summary>
    public Http1Connection? TakeIdle()
    {
        while (true)
        {
            Http1Connection connection;
            lock (_lock)
            {
                if (_idle.Count == 0)
                {
                    return null;
                }

                connection = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
            }

            if (_time.GetElapsedTime(connection.IdleSince) < LongestIdle && connection.ReadAhead())
            {
                return connection;
            }

            connection.Dispose();
        }
    }

    /// <summary>A new one.</summary>
    /// <exception cref="NoConnectionException">There is none; nothing was sent.</exception>
    public async ValueTask<Http1Connection> OpenAsync(CancellationToken cancellationToken)
        => new(await _connector.ConnectAsync(cancellationToken), _time.GetTimestamp());

    /// <summary>Keeps a connection whose exchange is over, both ways and to the last byte.</summary>
    public void Return(Http1Connection connection)
    {
        var now = _time.GetTimestamp();
        connection.IdleSince = now;
        connection.WasUsed = true;
        if (_time.GetElapsedTime(connection.OpenedAt, now) < LongestUse)
        {
            lock (_lock)
            {
                if (!_isDisposed)
                {
                    _idle.Add(connection);
                    if (!_isSweeping)
                    {
                        _isSweeping = true;
                        _sweep.Change(LongestIdle, Timeout.InfiniteTimeSpan);
                    }

                    return;
                }
            }
        }

        connection.Dispose();
    }

    /// <summary>Closes the idle ones; those in use close when they are returned.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _idle.ForEach(connection => connection.Dispose());
            _idle.Clear();
        }

        _sweep.Dispose();
    }

    private void Sweep()
    {
        lock (_lock)
        {
            // The oldest stand first.
            var old = _idle.FindIndex(connection => _time.GetElapsedTime(connection.IdleSince) < LongestIdle);
            old = old < 0 ? _idle.Count : old;
            _idle.GetRange(0, old).ForEach(connection => connection.Dispose());
            _idle.RemoveRange(0, old);
            _isSweeping = _idle.Count > 0 && !_isDisposed;
            if (_isSweeping)
            {
                _sweep.Change(LongestIdle, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
