using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.Strangler.Routing.Traffic;

namespace Monolith.Strangler.Routing.Forwarding.LongLived;

/// <summary>
/// The connections to services that stay open. A rollback moves requests at once, but a WebSocket or an event stream would stay on the service for hours:
/// what no longer belongs there is asked to close after a grace, so that its client comes back and is routed anew.
/// </summary>
internal sealed partial class LongLivedConnections : IDisposable
{
    private readonly ConcurrentDictionary<LongLivedConnection, byte> _open = new();
    private readonly TimeSpan _grace;
    private readonly TimeProvider _time;
    private readonly ILogger<LongLivedConnections> _logger;
    private readonly CancellationTokenRegistration _stopping;

    public LongLivedConnections(StranglerSettings settings, IHostApplicationLifetime lifetime, IMeterFactory meters, TimeProvider time, ILogger<LongLivedConnections> logger)
    {
        _grace = settings.LongLived.Grace;
        _time = time;
        _logger = logger;
        meters.Create(StranglerMetrics.MeterName).CreateObservableUpDownCounter(
            "strangler.long_lived.connections", () => _open.Count, "{connection}", "Event streams and WebSockets between clients and services.");
        _stopping = lifetime.ApplicationStopping.Register(CloseAll);
    }

    /// <summary>How many are open.</summary>
    public int Count => _open.Count;

    /// <summary>Counts one that began; it ends with its disposal.</summary>
    public LongLivedConnection Add(HttpContext context)
    {
        var connection = new LongLivedConnection(this, context, _time);
        _open.TryAdd(connection, 0);
        // What happened while it began was told to those that were there.
        if (_stopping.Token.IsCancellationRequested)
        {
            connection.Close();
        }
        else if (!connection.IsWanted)
        {
            connection.Leave(_grace);
        }

        return connection;
    }

    public void Remove(LongLivedConnection connection) => _open.TryRemove(connection, out _);

    /// <summary>For after each change of the flags: who no longer belongs to a service has the grace to finish; who belongs there again stays.</summary>
    public void Recheck()
    {
        var leaving = 0;
        foreach (var (connection, _) in _open)
        {
            if (connection.IsWanted)
            {
                connection.Stay();
            }
            else if (connection.Leave(_grace))
            {
                leaving++;
            }
        }

        if (leaving > 0)
        {
            LogLeaving(leaving, _grace.TotalSeconds);
        }
    }

    public void Dispose() => _stopping.Dispose();

    private void CloseAll()
    {
        foreach (var (connection, _) in _open)
        {
            connection.Close();
        }
    }

    [LoggerMessage(EventIds.LongLivedLeaving, LogLevel.Information, "{Connections} event streams and WebSockets no longer belong to their service; they are asked to close in {Seconds} s")]
    private partial void LogLeaving(int connections, double seconds);
}
