using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Store.Hosts;
using Monolith.Strangler.Routing.Store.Ledger;
using Npgsql;

namespace Monolith.Strangler.Routing.Store;

/// <summary>
/// Keeps <see cref="LiveFlags"/> at the store's newest version, and the other hosts informed: hears of changes by a watch, compares versions at every
/// reconnect and slowly all the time. While the store is away the last good flags stay, for as long as the lease; no request waits.
/// </summary>
internal sealed partial class FlagUpdates(
    LiveFlags live, IFlagStore store, HostRegister hosts, Lease lease, LedgerGuard ledger, RouteCatalog catalog, StranglerSettings settings, TimeProvider time,
    ILogger<FlagUpdates> logger)
    : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SlowestRetry = TimeSpan.FromSeconds(5);

    private bool _routesHaveFlags;
    private volatile string? _storeError = "The store has not been reached yet.";

    /// <summary>Why the store cannot be reached; null when it can.</summary>
    public string? StoreError => _storeError;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        catalog.ThrowIfInvalid();
        live.UseFiles();
        lease.Renew(time.GetTimestamp());
        // The first request should find the flags; a store that is down must not keep the host from starting.
        try
        {
            await CatchUpAsync(cancellationToken);
        }
        catch (Exception e) when (store.IsUnavailable(e, cancellationToken))
        {
            Lost(e);
        }

        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await hosts.LeaveAsync(cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException || store.IsUnavailable(e, cancellationToken))
        {
            // The others then wait for its lease to run out.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = FirstRetry;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var watch = await store.WatchAsync(stoppingToken);
                await CatchUpAsync(stoppingToken);
                pause = FirstRetry;
                while (true)
                {
                    await watch.WaitAsync(settings.PollInterval, stoppingToken);
                    await CatchUpAsync(stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, it must not end the host: that goes on by the last good flags.
                Lost(e);
                await Task.Delay(pause, time, stoppingToken);
                pause = pause * 2 < SlowestRetry ? pause * 2 : SlowestRetry;
            }
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await live.RefreshAsync(cancellationToken);
        await hosts.ReportAsync(live.Flags.Version, cancellationToken);
        lease.Renew(started);
        if (!_routesHaveFlags)
        {
            // After the lease: a store that can be read only is still one to go by. Several hosts may do this at once: whoever comes second finds nothing to add.
            await live.ChangeAsync(flags => flags.WithFlagsFor(catalog.Routes.Keys), FlagOrder.New("host", "Flags for routes that had none", time), cancellationToken);
            _routesHaveFlags = true;
            await hosts.ReportAsync(live.Flags.Version, cancellationToken);
        }

        await ledger.FollowAsync(live.Head, cancellationToken);

        if (_storeError is not null)
        {
            _storeError = null;
            LogFound();
        }
    }

    private void Lost(Exception exception)
    {
        var before = _storeError;
        _storeError = exception is PostgresException postgres ? postgres.MessageText : exception.Message;
        if (before != _storeError)
        {
            LogLost(exception, live.Snapshot.Version);
        }
    }

    [LoggerMessage(EventIds.StoreLost, LogLevel.Warning, "The flags' store cannot be reached; version {Version} of the flags stays in use")]
    private partial void LogLost(Exception exception, long version);

    [LoggerMessage(EventIds.StoreFound, LogLevel.Information, "Connected to the flags' store")]
    private partial void LogFound();
}
