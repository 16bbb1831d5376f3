using System.Diagnostics;
using Monolith.Kernel.Events;
using Monolith.ShopModule;

namespace Monolith.Bench.Events;

/// <summary>One event after the other, each alone: what a user would wait for.</summary>
internal sealed class LatencyMeasurement(IServiceProvider services)
{
    /// <returns>Milliseconds, sorted.</returns>
    public async Task<IReadOnlyList<double>> RunAsync(int count)
    {
        var handled = services.GetRequiredService<HandledEvents>();
        List<double> times = [];
        for (var i = 0; i < count; i++)
        {
            await using var scope = services.CreateAsyncScope();
            var shop = scope.ServiceProvider.GetRequiredService<ShopDbContext>();
            shop.Orders.Add(new Order { Customer = "ann" });
            shop.Publish(new OrderPlaced(i, "ann"), "ann");
            var before = handled.Count;
            await shop.SaveChangesAsync();
            var committed = Stopwatch.GetTimestamp();
            while (handled.Count == before)
            {
                await Task.Delay(1);
            }

            // The handler may be done before the publisher knows of its own commit.
            times.Add(Math.Max(0, Stopwatch.GetElapsedTime(committed, handled.Last).TotalMilliseconds));
            await Task.Delay(5);
        }

        return [.. times.Order()];
    }
}
