using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Events;
using Monolith.ShopModule;

namespace Monolith.EventsProcess;

/// <summary>Sells until the shop has as many orders as the setting says: some in a transaction, with their events.</summary>
internal sealed class Seller(IServiceScopeFactory scopes, IConfiguration configuration) : BackgroundService
{
    private const int Customers = 50;
    private const int Sellers = 4;
    private const int Basket = 10;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration.GetValue<int>("Orders") is > 0 and var orders)
        {
            await Task.WhenAll(Enumerable.Range(0, Sellers).Select(_ => SellAsync(orders, stoppingToken)));
            Console.WriteLine("sold");
        }
    }

    private async Task SellAsync(int orders, CancellationToken stopping)
    {
        for (var sold = 0; ; sold++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<ShopDbContext>();
            // Counting each time would take longer than selling.
            if (sold % 10 == 0 && await database.Orders.CountAsync(stopping) >= orders)
            {
                return;
            }

            await using var transaction = await database.Database.BeginTransactionAsync(stopping);
            var basket = Enumerable.Range(0, Basket).Select(_ => new Order { Customer = $"customer:{Random.Shared.Next(Customers)}" }).ToList();
            database.Orders.AddRange(basket);
            await database.SaveChangesAsync(stopping);
            foreach (var order in basket)
            {
                database.Publish(new OrderPlaced(order.Number, order.Customer), order.Customer);
            }

            await database.SaveChangesAsync(stopping);
            await transaction.CommitAsync(stopping);
        }
    }
}
