using Monolith.Integration.Environments;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Gateway;

/// <summary>The file is edited by people and by the command, while the gateway runs.</summary>
[Collection(NodeShops.Name)]
public sealed class GatewayLifeTests(NodeShops shops)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [NodeFact]
    public async Task Commands_OnAFile_WriteItBackAndKeepAHistory()
    {
        await using var gateway = await StartAsync();

        await gateway.ShiftAsync("orders.read", 30);
        gateway.Text.ShouldContain("// The shop, as it has always been.");
        gateway.Text.ShouldContain("// and WebSockets");
        gateway.Text.ShouldContain("\"to\": 30");

        // An edit by hand is applied, and a version of its own.
        gateway.Write(gateway.Text.Replace("\"to\": 30", "\"to\": 60", StringComparison.Ordinal));
        await Eventually.BecomesTrueAsync(async () => await gateway.PercentAsync("orders.read") == 60, Limit);
        (await gateway.CliAsync("rollback", "orders", "--reason", "enough")).ShouldSucceed();
        gateway.Text.ShouldContain("\"enabled\": false");

        var history = (await gateway.CliAsync("history")).ShouldSucceed().Output;
        foreach (var word in new[] { "enough", "Changed in the file", "strangler.json", "test" })
        {
            history.ShouldContain(word);
        }

        (await gateway.CliAsync("history", "--verify")).ShouldSucceed();
    }

    [NodeFact]
    public async Task BrokenEdit_IsSaidAndNotUsed_AndARollbackWorksAllTheSame()
    {
        await using var gateway = await StartAsync();
        await gateway.ShiftAsync("orders", 100);
        var right = gateway.Text;
        gateway.Write(right.Replace("\"url\"", "\"ulr\"", StringComparison.Ordinal));
        await Eventually.BecomesTrueAsync(async () => (await gateway.CliAsync("status")).Output.Contains("not in force", StringComparison.Ordinal), Limit);
        gateway.Write(right.Replace("\"orders\": {", "\"bills\": {", StringComparison.Ordinal).Replace("[\"POST\"]", "[]", StringComparison.Ordinal));

        await Eventually.BecomesTrueAsync(
            () => Task.FromResult(new[] { "routes[0].flag", "routes[1].flag", "routes[1].methods", "routes[2].flag" }.All(gateway.Process.Output.ToString().Contains)), Limit);
        (await gateway.SendAsync(HttpMethod.Get, "/api/orders")).By.ShouldBe("service");
        var refused = (await gateway.CliAsync("shift", "orders", "50", "--reason", "no")).ShouldFailSaying("gateway's file");
        refused.Error.ShouldContain("routes[0].flag");
        refused.Error.ShouldNotContain("database");
        (await gateway.CliAsync("rollback", "--all", "--reason", "trouble", "--json")).Json["pending"]!.GetValue<bool>().ShouldBeTrue();
        (await gateway.SendAsync(HttpMethod.Get, "/api/orders")).By.ShouldBe("monolith");

        gateway.Write(right);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(gateway.Text.Contains("\"enabled\": false", StringComparison.Ordinal)), Limit);
        (await gateway.CliAsync("status")).ShouldSucceed().Output.ShouldNotContain("not in force");
        (await gateway.CliAsync("history", "--verify")).ShouldSucceed();
    }

    [NodeFact]
    public async Task Terminate_WhileARequestRuns_LetsItFinish()
    {
        await using var gateway = await StartAsync();
        using var response = await gateway.Client.GetAsync("/slow", HttpCompletionOption.ResponseHeadersRead);

        gateway.Process.Terminate();

        (await response.Content.ReadAsStringAsync()).ShouldBe("firstlater");
        (await gateway.Process.WaitForExitAsync(Limit)).ShouldBe(0);
    }

    [NodeFact]
    public async Task Start_ManyErrors_SaysAllAndEnds()
    {
        var gateway = new GatewayUnderTest(shops.FileText()
            .Replace("\"orders\": {", "\"Orders\": {", StringComparison.Ordinal)
            .Replace("\"connectTimeout\": \"00:00:05\"", "\"conectTimeout\": \"00:00:05\"", StringComparison.Ordinal));
        await using (var start = gateway.Run("--Web:MaxConnections", "0", "--Strangler:Testers:Users:0", "42"))
        {
            (await start.WaitForExitAsync(Limit)).ShouldBe(1);
            foreach (var word in new[] { "services.Orders", "routes[0].flag", "conectTimeout", "MaxConnections", "Strangler:Testers" })
            {
                start.Output.ToString().ShouldContain(word);
            }

            start.Output.ToString().ShouldNotContain("   at ");
        }

        await using var check = gateway.Run("--check");
        (await check.WaitForExitAsync(Limit)).ShouldBe(1);
    }

    [NodeFact]
    public async Task Check_RightFileBesideARunningGateway_Is0AndTouchesNothing()
    {
        await using var gateway = await StartAsync();
        var before = gateway.Text;

        await using var check = gateway.Run("--check");

        (await check.WaitForExitAsync(Limit)).ShouldBe(0, check.Output.ToString());
        gateway.Text.ShouldBe(before);
    }

    [NodeFact]
    public async Task TwoGateways_OneDatabase_ShareEveryShift()
    {
        var database = await SharedDatabase.NewAsync();
        var settings = $$"""
            "database": { "connectionString": "{{database}}", "rolePrefix": "gw{{Guid.NewGuid().ToString("N")[..6]}}_", "roleSecret": "{{Guid.NewGuid():N}}" }
            """;
        var text = shops.FileText(settings);
        await using var first = new GatewayUnderTest(text);
        await using var second = new GatewayUnderTest(text);
        await first.StartAsync();
        await second.StartAsync();

        await first.ShiftAsync("orders", 100);

        await Eventually.BecomesTrueAsync(async () => (await second.SendAsync(HttpMethod.Get, "/api/orders")).By == "service", Limit);
        (await second.CliAsync("rollback", "--all", "--reason", "back")).ShouldSucceed();
        await Eventually.BecomesTrueAsync(async () => (await first.SendAsync(HttpMethod.Get, "/api/orders")).By == "monolith", Limit);
        (await first.CliAsync("history", "--verify")).ShouldSucceed();
        first.Text.ShouldBe(text);
    }

    private async Task<GatewayUnderTest> StartAsync()
    {
        var gateway = new GatewayUnderTest(shops.FileText());
        await gateway.StartAsync();
        return gateway;
    }
}
