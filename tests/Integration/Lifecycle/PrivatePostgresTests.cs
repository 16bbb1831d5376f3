using System.Diagnostics;
using System.Globalization;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Lifecycle;

public sealed class PrivatePostgresTests(PrivatePostgresTests.Fixture fixture, ITestOutputHelper output)
    : IntegrationTest(fixture.Environment, output), IClassFixture<PrivatePostgresTests.Fixture>
{
    [Fact]
    public async Task DemoUser_AfterTheFirstStart_HasFavorites()
    {
        var demo = await Api.SignInAsync("test@example.com", "password", 0);

        (await demo.FavoritesAsync()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Host_Killed_StartsAgainWithItsData()
    {
        var user = await UserWithFavoriteAsync();
        await Environment.Host.KillAsync();
        Process.GetProcessById(PostmasterId()).HasExited.ShouldBeFalse("a kill -9 of the Host cannot stop its PostgreSQL");

        await Environment.StartHostAsync();

        (await user.FavoritesAsync()).ShouldHaveSingleItem();
        await Api.SignInAsync(user.Email, user.Password, user.Id);
    }

    [Fact]
    public async Task Postgres_Killed_TheHostBringsItBack()
    {
        var user = await UserWithFavoriteAsync();
        var killed = PostmasterId();
        using (var kill = Process.Start("kill", ["-s", "KILL", killed.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        var took = await Eventually.BecomesTrueAsync(async () => (await user.ListAsync()).Status == 200 && PostmasterId() != killed, TimeSpan.FromSeconds(60));

        Output.WriteLine($"answering again after {took.TotalSeconds:0.0} s");
        (await user.FavoritesAsync()).ShouldHaveSingleItem();
        await Eventually.BecomesTrueAsync(async () => (await Api.GetAsync("/health/ready")).Status == 200, TimeSpan.FromSeconds(60));
        (await user.RemoveAsync(268)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Host_Stopped_TakesItsPostgresWithItAndKeepsTheData()
    {
        var user = await UserWithFavoriteAsync();

        (await TestEnvironment.StopAsync(Environment.Host)).ShouldBe(0);

        RunDirectory.ProcessesOf(Environment.Folder).ShouldBeEmpty();
        await Environment.StartHostAsync();
        (await user.FavoritesAsync()).ShouldHaveSingleItem();
    }

    private async Task<SignedInUser> UserWithFavoriteAsync()
    {
        var user = await Api.SignUpAsync();
        (await user.AddAsync(268)).Status.ShouldBe(201);
        return user;
    }

    private int PostmasterId()
    {
        var file = Path.Combine(Environment.DataDirectory, "postgres", "postmaster.pid");
        return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : 0;
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal TestEnvironment Environment { get; private set; } = null!;

        public async Task InitializeAsync() => Environment = await TestEnvironment.StartAsync(new TestEnvironmentOptions { Services = [] });

        public async Task DisposeAsync() => await Environment.DisposeAsync();
    }
}
