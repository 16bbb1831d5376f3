using Monolith.PaperBroker.Trading;

namespace Monolith.PaperBroker.Market;

/// <summary>Moves the prices on, and fills the orders that were waiting for them.</summary>
internal sealed class MarketClock(Exchange exchange, Accounts accounts, PaperSettings settings, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.TickInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            exchange.Tick();
            accounts.FillOpenOrders();
        }
    }
}
