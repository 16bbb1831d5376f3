using Monolith.Integration.Environments;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Lifecycle;

public sealed class TwoHostsTests
{
    private const string Migrating = "Migrating ";

    [Fact]
    public async Task TwoHosts_StartedTogetherOnOneDatabase_ShareEverything()
    {
        var options = new TestEnvironmentOptions
        {
            Services = [],
            ConnectionString = await SharedDatabase.NewAsync(),
            HostSettings = new Dictionary<string, string>(StringComparer.Ordinal) 
            {
                ["Database__RoleSecret"] = new string('s', 64),
                ["Auth__KeyEncryptionKey"] = new string('k', 64),
            },
        };

        var both = await Task.WhenAll(TestEnvironment.StartAsync(options), TestEnvironment.StartAsync(options));

        await using var first = both[0];
        await using var second = both[1];
        both.Count(e => e.Host.Output.ToString().Contains(Migrating, StringComparison.Ordinal)).ShouldBe(1, "one of them migrates, the other finds it done");
        await CheckSessionsAsync(first, second);
        await CheckFlagsAsync(first, second);
    }

    private static async Task CheckSessionsAsync(TestEnvironment first, TestEnvironment second)
    {
        var user = await first.Api.SignUpAsync();
        (await user.AddAsync(268)).Status.ShouldBe(201);

        var elsewhere = user with { Api = second.Api };
        (await elsewhere.FavoritesAsync()).ShouldBe([268]);
        (await user.LogOutAsync()).Status.ShouldBe(200);
        await Eventually.BecomesTrueAsync(async () => (await elsewhere.ListAsync()).Status == 401, TimeSpan.FromSeconds(1));
    }

    private static async Task CheckFlagsAsync(TestEnvironment first, TestEnvironment second)
    {
        await first.Operator.ShiftAsync("favorites.list", 42, force: true); // no service runs here

        await Eventually.BecomesTrueAsync(
            async () => (await second.Operator.StatusAsync())["routes"]!.AsArray()
                .Single(r => r!["route"]!.GetValue<string>() == "favorites.list")!["percent"]!.GetValue<decimal>() == 42,
            TimeSpan.FromSeconds(1));
    }
}
