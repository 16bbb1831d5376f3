using System.Diagnostics;
using System.Text.Json;
using Monolith.Kernel.Data;
using Monolith.Kernel.Events;
using Monolith.ShopModule;
using Npgsql;

namespace Monolith.Bench.Events;

/// <summary>As many as go: through events, and as INSERTs of the same rows in as many transactions on as many connections.</summary>
internal sealed class ThroughputMeasurement(IServiceProvider services)
{
    private const int Publishers = 8;
    private const int Customers = 200;

    // More would only wait: what is published and what is handled has to keep pace.
    private const int MostWaiting = 2000;

    /// <returns>Events per second, from the first that is published to the last that is handled.</returns>
    public async Task<double> EventsAsync(TimeSpan time)
    {
        var handled = services.GetRequiredService<HandledEvents>();
        var (before, published, started) = (handled.Count, 0L, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                if (Interlocked.Read(ref published) - (handled.Count - before) > MostWaiting)
                {
                    await Task.Delay(1);
                    continue;
                }

                await using var scope = services.CreateAsyncScope();
                var shop = scope.ServiceProvider.GetRequiredService<ShopDbContext>();
                var customer = Customer();
                shop.Orders.Add(new Order { Customer = customer });
                shop.Publish(new OrderPlaced(1, customer), customer);
                await shop.SaveChangesAsync();
                Interlocked.Increment(ref published);
            }
        })));
        while (handled.Count - before < published)
        {
            await Task.Delay(1);
        }

        return published / Stopwatch.GetElapsedTime(started, handled.Last).TotalSeconds;
    }

    /// <returns>Events per second that the same rows would make.</returns>
    public async Task<double> BareAsync(TimeSpan time)
    {
        var (shop, mail) = (services.GetRequiredKeyedService<ModuleConnections>("shop"), services.GetRequiredKeyedService<ModuleConnections>("mail"));
        var (inserted, started) = (0L, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                var (id, customer) = (Guid.CreateVersion7(), Customer());
                var data = JsonSerializer.Serialize(new OrderPlaced(1, customer), JsonSerializerOptions.Web);
                await InTransactionAsync(
                    shop,
                    ("INSERT INTO shop.orders (customer) VALUES ($1)", [customer]),
                    ("INSERT INTO shop.outbox_events (id, type, occurred_at, aggregate_key, data) VALUES ($1, 'bare', now(), $2, $3::json)", [id, customer, data]),
                    ("INSERT INTO shop.outbox_deliveries (position, subscriber, aggregate_key, state, attempts, next_try_at) VALUES (currval('shop.outbox_events_position_seq'), 'bare', $1, 2, 0, now())", [customer]));
                await InTransactionAsync(
                    mail,
                    ("INSERT INTO mail.inbox_events (id, handled_at) VALUES ($1, now())", [id]),
                    ("INSERT INTO mail.letters (number, customer) VALUES ($1, $2)", [1, customer]));
                Interlocked.Increment(ref inserted);
            }
        })));
        return inserted / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static string Customer() => $"customer:{Random.Shared.Next(Customers)}";

    private static async Task InTransactionAsync(ModuleConnections database, params IReadOnlyList<(string Sql, object[] Values)> statements)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (sql, values) in statements)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            command.Parameters.AddRange(values.Select(v => new NpgsqlParameter { Value = v }).ToArray());
            await command.PrepareAsync();
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}
