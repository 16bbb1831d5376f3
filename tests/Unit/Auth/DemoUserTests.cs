using Monolith.Kernel.Data;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth;

public sealed class DemoUserTests
{
    [Fact]
    public async Task Seed_DemoSwitchedOn_MakesUserOneOnceAndLetsItIn()
    {
        await using var database = new Fresh();
        await using var host = await AuthHost.StartAsync(await database.StartAsync(), ("Seed:Demo", "true"));
        await host.Get<DatabaseMigrator>().RunAsync(default);
        (await host.LoginAsync("test@example.com", "password")).Status.ShouldBe(200);
        (await database.Postgres.QueryAsync<string>("SELECT string_agg(id || ' ' || name, ',') FROM auth.users")).ShouldBe("1 Test User");
    }

    [Fact]
    public async Task Seed_DemoNotMentioned_MakesNobody()
    {
        await using var database = new Fresh();
        await using var host = await AuthHost.StartAsync(await database.StartAsync());
        (await host.LoginAsync("test@example.com", "password")).Status.ShouldBe(401);
        (await database.Postgres.QueryAsync<long>("SELECT count(*) FROM auth.users")).ShouldBe(0);
    }

    private sealed class Fresh : IAsyncDisposable
    {
        public TemporaryPostgres Postgres { get; } = new();

        public async Task<string> StartAsync()
        {
            await Postgres.InitializeAsync();
            return Postgres.ConnectionString;
        }

        public async ValueTask DisposeAsync() => await Postgres.DisposeAsync();
    }
}
