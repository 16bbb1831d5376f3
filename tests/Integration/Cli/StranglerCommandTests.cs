using System.Text.Json.Nodes;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Cli;

public sealed class StranglerCommandTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    [Fact]
    public async Task Status_AfterAShift_ShowsRoutesSidesHealthAndTraffic()
    {
        await Operator.RollbackAsync("favorites");
        await Operator.ShiftAsync("favorites.list", 100);
        await Operator.ShiftAsync("favorites.add", 25);
        var user = await Api.SignUpAsync();
        await user.FavoritesAsync();

        var status = (await RunAsync("status", "--json")).ShouldSucceed().Json;

        var routes = status["routes"]!.AsArray().ToDictionary(r => r!["route"]!.GetValue<string>(), r => r!.AsObject());
        new[]
        {
            "auth.login", "auth.logout", "auth.register", "favorites.add", "favorites.list", "favorites.remove", "movies.details", "movies.genres", "movies.search",
            "auth.signup", "auth.trading-login", "profiles.get", "wallet.read", "wallet.add", "wallet.withdraw",
        }.ShouldBeSubsetOf(routes.Keys);
        routes["favorites.list"]["percent"]!.GetValue<decimal>().ShouldBe(100);
        routes["favorites.list"]["side"]!.GetValue<string>().ShouldBe("service");
        routes["favorites.list"]["service"]!["requests"]!.GetValue<int>().ShouldBeGreaterThan(0);
        routes["favorites.add"]["percent"]!.GetValue<decimal>().ShouldBe(25);
        routes["favorites.add"]["side"]!.GetValue<string>().ShouldBe("both");
        routes["favorites.remove"]["percent"]!.GetValue<decimal>().ShouldBe(0);
        routes["favorites.remove"]["side"]!.GetValue<string>().ShouldBe("monolith");
        status["services"]!.AsArray().Select(s => $"{s!["module"]} {s["health"]}").ShouldBe(BuiltPrograms.Services.Select(m => $"{m.ToLowerInvariant()} healthy"), ignoreOrder: true);

        var text = (await RunAsync("status")).ShouldSucceed().Output;
        foreach (var word in new[] { "favorites.list", "favorites.add", "favorites.remove", "100", "25", "healthy" })
        {
            text.ShouldContain(word);
        }
    }

    [Fact]
    public async Task ShiftAndRollback_RouteModuleAndAll_MoveWhatTheyName()
    {
        await Operator.RollbackAsync(null);

        (await RunAsync("shift", "favorites.add", "12.5", "--reason", "one route")).ShouldSucceed();
        (await MovedAsync()).ShouldBe("favorites.add=12.5");
        (await RunAsync("shift", "favorites", "50", "--reason", "the module")).ShouldSucceed();
        (await MovedAsync()).ShouldBe("favorites.add=50 favorites.list=50 favorites.remove=50");
        (await RunAsync("rollback", "favorites.list", "--reason", "one route back")).ShouldSucceed();
        (await MovedAsync()).ShouldBe("favorites.add=50 favorites.remove=50");
        (await RunAsync("rollback", "--all", "--reason", "everything back", "--json")).ShouldSucceed().Json["changed"]!.GetValue<bool>().ShouldBeTrue();
        (await MovedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task History_AfterFlips_TellsWhatAndWhyNewestFirst()
    {
        await Operator.RollbackAsync(null);
        (await RunAsync("shift", "favorites.remove", "75", "--reason", "história: ensaio")).ShouldSucceed();
        (await RunAsync("rollback", "favorites", "--reason", "enough seen")).ShouldSucceed();

        var entries = (await RunAsync("history", "--json")).ShouldSucceed().Json["entries"]!.AsArray();

        entries[0]!["reason"]!.GetValue<string>().ShouldBe("enough seen");
        entries[1]!["reason"]!.GetValue<string>().ShouldBe("história: ensaio");
        var change = entries[1]!["changes"]!.AsArray().ShouldHaveSingleItem()!;
        (change["route"]!.GetValue<string>(), change["from"]!.GetValue<decimal>(), change["to"]!.GetValue<decimal>()).ShouldBe(("favorites.remove", 0, 75));
        entries[0]!["who"]!.GetValue<string>().ShouldNotBeEmpty();
        entries[0]!["at"]!.GetValue<DateTimeOffset>().ShouldBeInRange(DateTimeOffset.UtcNow.AddMinutes(-2), DateTimeOffset.UtcNow.AddMinutes(1));

        var text = (await RunAsync("history")).ShouldSucceed().Output;
        text.ShouldContain("enough seen");
        text.ShouldContain("favorites.remove");
    }

    [Fact]
    public async Task Lint_TheHostsOwnRoutes_FindsNothing()
    {
        await Operator.RollbackAsync(null);

        (await RunAsync("lint")).ShouldSucceed().Output.ShouldBe("Nothing is wrong.\n");
    }

    [Fact]
    public async Task Explain_PathWithParameter_FindsTheHostsRoute()
    {
        await Operator.RollbackAsync(null);
        await Operator.ShiftAsync("movies.details", 100);

        var explanation = (await RunAsync("explain", "GET", "/api/movies/7?language=pt", "--user", "42", "--json")).ShouldSucceed().Json;

        $"{explanation["route"]} {explanation["side"]} {explanation["reason"]} {explanation["answeredBy"]}".ShouldBe("movies.details service everyone service");
    }

    [Theory]
    [InlineData("favorites.lst", new[] { "shift", "favorites.lst", "10", "--reason", "x" })]
    [InlineData("nothing", new[] { "rollback", "nothing", "--reason", "x" })]
    [InlineData("101", new[] { "shift", "favorites", "101", "--reason", "x" })]
    [InlineData("-1", new[] { "shift", "favorites", "-1", "--reason", "x" })]
    [InlineData("many", new[] { "shift", "favorites", "many", "--reason", "x" })]
    [InlineData("reason", new[] { "shift", "favorites", "10" })]
    [InlineData("reason", new[] { "shift", "favorites", "10", "--reason", " " })]
    [InlineData("--all", new[] { "rollback", "--reason", "x" })]
    [InlineData("frobnicate", new[] { "frobnicate" })]
    public async Task Command_WrongArgument_SaysSoAndChangesNothing(string named, string[] arguments)
    {
        var before = await Operator.StatusAsync();

        (await RunAsync(arguments)).ShouldFailSaying(named);

        (await Operator.StatusAsync())["version"]!.GetValue<long>().ShouldBe(before["version"]!.GetValue<long>());
    }

    [Fact]
    public async Task Command_WrongToken_SaysSo()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["STRANGLER_URL"] = $"{Environment.HostInternalUrl}", ["STRANGLER_TOKEN"] = "wrong" };

        (await StranglerCli.RunAsync(variables, "status")).ShouldFailSaying("token");
        (await StranglerCli.RunAsync(variables, "rollback", "--all", "--reason", "x")).ShouldFailSaying("token");
    }

    [Fact]
    public async Task Command_MissingTokenFile_NamesIt()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["STRANGLER_URL"] = $"{Environment.HostInternalUrl}",
            ["STRANGLER_TOKEN_FILE"] = "/nowhere/operator-token",
        };

        (await StranglerCli.RunAsync(variables, "status")).ShouldFailSaying("/nowhere/operator-token");
    }

    [Fact]
    public async Task Command_UnreachableHost_NamesIt()
    {
        var url = $"http://127.0.0.1:{Ports.Free()}";
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["STRANGLER_URL"] = url, ["STRANGLER_TOKEN_FILE"] = Environment.OperatorTokenFile };

        (await StranglerCli.RunAsync(variables, "status")).ShouldFailSaying(url);
    }

    private Task<CliResult> RunAsync(params string[] arguments) => StranglerCli.RunAsync(Environment, arguments);

    /// <summary>The routes that are not wholly the monolith's, with their percentages.</summary>
    private async Task<string> MovedAsync()
    {
        var routes = (await Operator.StatusAsync())["routes"]!.AsArray();
        return string.Join(' ', routes.Where(r => r!["percent"]!.GetValue<decimal>() > 0).Select(Text).Order(StringComparer.Ordinal));

        static string Text(JsonNode? route) => $"{route!["route"]}={route["percent"]!.GetValue<decimal>():0.#}";
    }
}
