using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Events;
using Monolith.ShopModule;
using Monolith.StockModule;
using Monolith.Unit.Postgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Events;

/// <summary>An event exists when, and only when, the transaction it was published in has committed; and nothing is published in a way that would say nothing.</summary>
public sealed class PublishingTests : IAsyncLifetime
{
    private readonly TemporaryPostgres _database = new();
    private EventHost _host = null!;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        _host = await EventHost.StartAsync(_database.ConnectionString, settings: ("Events:Dispatch", "false"));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task SaveChanges_WithoutATransaction_WritesChangeAndEventTogether()
    {
        await InScopeAsync(async shop =>
        {
            shop.Orders.Add(new Order { Customer = "ann" });
            shop.Publish(new OrderPlaced(1, "ann"), "ann");
            (await shop.SaveChangesAsync()).ShouldBe(1);
            shop.Database.CurrentTransaction.ShouldBeNull();
            shop.Database.AutoSavepointsEnabled.ShouldBeTrue();
        });

        (await CountAsync("orders"), await CountAsync("outbox_events"), await CountAsync("outbox_deliveries")).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task SaveChanges_OfNothingButEvents_WritesThemInTheirOrder()
    {
        await InScopeAsync(async shop =>
        {
            foreach (var number in Enumerable.Range(1, 20))
            {
                shop.Publish(new OrderPlaced(number, "ann"), "ann");
            }

            await shop.SaveChangesAsync();
            await shop.SaveChangesAsync();
        });

        (await _database.QueryAsync<string>("SELECT string_agg(data->>'number', ',' ORDER BY position) FROM shop.outbox_events")).ShouldBe(string.Join(',', Enumerable.Range(1, 20)));
    }

    [Fact]
    public async Task SaveChanges_ThatFails_PublishesNothing_AndTheEventIsStillToBeSaved()
    {
        await InScopeAsync(async shop =>
        {
            var wrong = shop.Orders.Add(new Order { Customer = null! });
            shop.Publish(new OrderPlaced(1, "ann"), "ann");
            await Should.ThrowAsync<DbUpdateException>(() => shop.SaveChangesAsync());
            (await CountAsync("outbox_events")).ShouldBe(0);

            wrong.State = EntityState.Detached;
            await shop.SaveChangesAsync();
        });

        (await CountAsync("outbox_events")).ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Transaction_ThatIsNotCommitted_PublishesNothing_NorDoesTheNextOne(bool rollsBack)
    {
        await InScopeAsync(async shop =>
        {
            await using (var transaction = await shop.Database.BeginTransactionAsync())
            {
                shop.Publish(new OrderPlaced(1, "ann"), "ann");
                await shop.SaveChangesAsync();
                if (rollsBack)
                {
                    await transaction.RollbackAsync();
                }
            }

            await using var next = await shop.Database.BeginTransactionAsync();
            shop.Publish(new OrderPlaced(2, "ann"), "ann");
            await shop.SaveChangesAsync();
            await next.CommitAsync();
        });

        (await _database.QueryAsync<string>("SELECT string_agg(data->>'number', ',') FROM shop.outbox_events")).ShouldBe("2");
    }

    [Fact]
    public async Task Positions_OfTwoTransactionsOnOneRow_AreInTheOrderOfTheirCommits()
    {
        await InScopeAsync(shop =>
        {
            shop.Orders.Add(new Order { Customer = "ann" });
            return shop.SaveChangesAsync();
        });
        await using var first = await BeginAsync("first");
        await first.Shop.Orders.ExecuteUpdateAsync(o => o.SetProperty(x => x.Customer, "first"));
        await using var second = await BeginAsync("second");
        await second.Shop.SaveChangesAsync();
        var waiting = second.Shop.Orders.ExecuteUpdateAsync(o => o.SetProperty(x => x.Customer, "second"));

        await first.Shop.SaveChangesAsync();
        await first.Transaction.CommitAsync();
        await waiting;
        await second.Transaction.CommitAsync();

        (await _database.QueryAsync<string>("SELECT string_agg(data->>'customer', ',' ORDER BY position) FROM shop.outbox_events")).ShouldBe("first,second");
    }

    [Fact]
    public async Task Publish_InATransactionThatCommitsUnseen_IsRefused()
        => await InScopeAsync(async shop =>
        {
            await shop.Database.OpenConnectionAsync();
            await using var foreign = await ((NpgsqlConnection)shop.Database.GetDbConnection()).BeginTransactionAsync();
            await shop.Database.UseTransactionAsync(foreign);
            shop.Publish(new OrderPlaced(1, "ann"), "ann");

            (await Should.ThrowAsync<InvalidOperationException>(() => shop.SaveChangesAsync())).Message.ShouldContain("UseTransaction");
        });

    [Fact]
    public async Task Publish_SavedSynchronously_IsRefused()
        => await InScopeAsync(shop =>
        {
            shop.Publish(new OrderPlaced(1, "ann"), "ann");
            Should.Throw<InvalidOperationException>(() => shop.SaveChanges()).Message.ShouldContain("SaveChangesAsync");
            return Task.CompletedTask;
        });

    [Fact]
    public async Task Publish_CommittedSynchronously_IsRefused()
        => await InScopeAsync(async shop =>
        {
            await using var transaction = await shop.Database.BeginTransactionAsync();
            shop.Publish(new OrderPlaced(1, "ann"), "ann");
            await shop.SaveChangesAsync();
            Should.Throw<InvalidOperationException>(transaction.Commit).Message.ShouldContain("CommitAsync");
        });

    [Fact]
    public async Task Publish_WhatCannotBe_IsRefusedAtOnce()
    {
        await InScopeAsync(shop =>
        {
            Should.Throw<ArgumentException>(() => shop.Publish(new OrderPlaced(1, "ann"), ""));
            Should.Throw<ArgumentException>(() => shop.Publish(new OrderPlaced(1, "ann"), new string('k', 201)));
            Should.Throw<ArgumentException>(() => shop.Publish(new OrderPlaced(1, new string('x', 70_000)), "ann")).Message.ShouldContain("65536 bytes");
            Should.Throw<InvalidOperationException>(() => shop.Publish(new Nameless(), "ann")).Message.ShouldContain("has no name");
            return Task.CompletedTask;
        });
        await _host.QueryAsync<StockDbContext, bool>(stock =>
        {
            Should.Throw<InvalidOperationException>(() => stock.Publish(new OrderPlaced(1, "ann"), "ann")).Message.ShouldContain("not an event of StockDbContext");
            return Task.FromResult(true);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Scope_ThatEndsWithEventsNotCommitted_SaysSo(bool saved)
    {
        var before = _host.Logs.Count;
        await InScopeAsync(async shop =>
        {
            IDbContextTransaction? transaction = saved ? await shop.Database.BeginTransactionAsync() : null;
            shop.Publish(new OrderPlaced(1, "ann"), "ann");
            if (transaction is not null)
            {
                await shop.SaveChangesAsync();
            }
        });

        _host.Logs.Skip(before).ShouldContain(line => line.Contains("shop.order-placed.v1 was published and its transaction never committed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scope_ThatEndsAfterItsCommit_SaysNothing()
    {
        await _host.SellAsync("ann");

        _host.Logs.ShouldNotContain(line => line.Contains("never committed", StringComparison.Ordinal));
    }

    private Task InScopeAsync(Func<ShopDbContext, Task> work) => _host.QueryAsync<ShopDbContext, bool>(async shop =>
    {
        await work(shop);
        return true;
    });

    private async Task<long> CountAsync(string table) => await _database.QueryAsync<long>($"SELECT count(*) FROM shop.{table}");

    private async Task<OpenSale> BeginAsync(string customer)
    {
        var scope = _host.Services.CreateAsyncScope();
        var shop = scope.ServiceProvider.GetRequiredService<ShopDbContext>();
        var transaction = await shop.Database.BeginTransactionAsync();
        shop.Publish(new OrderPlaced(0, customer), "one order");
        return new(scope, shop, transaction);
    }

    private sealed record OpenSale(AsyncServiceScope Scope, ShopDbContext Shop, IDbContextTransaction Transaction) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Scope.DisposeAsync();
    }

    private sealed record Nameless : IIntegrationEvent;
}
