using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Monolith.Kernel.Messaging.Peers;

/// <summary>Exchanges contracts with every process that modules are remote at, from the start on, so that what does not fit is known before the first request needs it.</summary>
internal sealed partial class PeerGreetings(RemoteModules remotes, ContractsExchange contracts, TimeProvider time, ILogger<PeerGreetings> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // A restart is noticed by the next request; this is for health where there is none.
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(remotes.All.Select(target => GreetAsync(target, stoppingToken)));
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task GreetAsync(RemoteModule target, CancellationToken stoppingToken)
    {
        try
        {
            foreach (var peer in await target.Addresses.InOrderAsync(stoppingToken))
            {
                await contracts.GreetAsync(target, peer, FreshFor, stoppingToken);
            }
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it was, the next greeting may find another state, and the other modules are greeted all the same.
            LogNotGreeted(target.Module, e.Message);
        }
    }

    [LoggerMessage(EventIds.PeerNotGreeted, LogLevel.Debug, "{Module} could not be greeted yet: {Reason}")]
    private partial void LogNotGreeted(string module, string reason);
}
