using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Favorites.Data;
using Monolith.Kernel.Data;
using Monolith.Kernel.Idempotency;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Data;

/// <summary>What a context that is lent to one scope after the other keeps of the one before: nothing.</summary>
public sealed class ModuleDbContextTests : IAsyncLifetime
{
    private ModuleDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await ModuleDatabase.CreateAsync(services => services.AddModuleDbContext<FavoritesDbContext>(DatabaseMigratorTests.Favorites));
        await _database.MigrateAsync();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Lend_AfterATransactionThatWasLeftOpen_IsNotInIt()
    {
        FavoritesDbContext first;
        await using (var scope = _database.Services.CreateAsyncScope())
        {
            first = scope.ServiceProvider.GetRequiredService<FavoritesDbContext>();
            first.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
            await first.Database.BeginTransactionAsync();
            await first.Database.ExecuteSqlAsync($"DELETE FROM favorites.favorites");
            scope.ServiceProvider.GetRequiredService<OpenTransactions>().Any.ShouldBeTrue();
        }

        await using var next = _database.Services.CreateAsyncScope();
        var second = next.ServiceProvider.GetRequiredService<FavoritesDbContext>();

        second.ShouldBeSameAs(first);
        next.ServiceProvider.GetRequiredService<OpenTransactions>().Any.ShouldBeFalse();
        second.Database.CurrentTransaction.ShouldBeNull();
        second.Database.AutoTransactionBehavior.ShouldBe(AutoTransactionBehavior.WhenNeeded);
        (await second.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'").SingleAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Lend_ToTwoScopesAtOnce_IsEachTheirs()
    {
        await using var one = _database.Services.CreateAsyncScope();
        await using var other = _database.Services.CreateAsyncScope();
        var (context, another) = (one.ServiceProvider.GetRequiredService<FavoritesDbContext>(), other.ServiceProvider.GetRequiredService<FavoritesDbContext>());

        context.ShouldNotBeSameAs(another);
        context.Execution.ShouldBeSameAs(one.ServiceProvider.GetRequiredService<IdempotentExecution>());
        another.Execution.ShouldBeSameAs(other.ServiceProvider.GetRequiredService<IdempotentExecution>());
        await context.DisposeAsync();
        context.Execution.ShouldBeNull();
    }
}
