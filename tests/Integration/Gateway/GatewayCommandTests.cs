using Monolith.Integration.Environments;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Gateway;

/// <summary>The commands that look at flags and change nothing, asked of a gateway, whose routes and services are those of its file.</summary>
[Collection(NodeShops.Name)]
public sealed class GatewayCommandTests(NodeShops shops)
{
    private const int UnknownTarget = 3;
    private const int FlagsWrong = 11;

    private GatewayUnderTest Gateway => shops.Gateway;

    [NodeFact]
    public async Task Explain_UserOfARouteAtHalf_SaysTheSideThatTheUsersRequestsTake()
    {
        await Gateway.ShiftAsync("orders", 50);

        for (var i = 0; i < 4; i++)
        {
            var explanation = (await Gateway.CliAsync("explain", "GET", "/api/orders/7?x=1", "--user", $"user-{i}", "--json")).ShouldSucceed().Json;

            var (_, by) = await Gateway.SendAsync(HttpMethod.Get, "/api/orders/7", GatewayUnderTest.TokenOf($"user-{i}"));
            $"{explanation["route"]} {explanation["percent"]} {explanation["side"]} {explanation["reason"]} {explanation["answeredBy"]}"
                .ShouldBe($"orders.read 50 {by} {(by == "service" ? "percentile" : "default")} {by}");
        }

        (await Gateway.CliAsync("explain", "POST", "/api/orders/7", "--user", "1")).ShouldSucceed().Output.ShouldContain("is route orders.write");
    }

    [NodeFact]
    public async Task Explain_PathOfTheMonolithAlone_SaysSo()
    {
        var explanation = await Gateway.CliAsync("explain", "GET", "/api/other", "--json");

        explanation.ExitCode.ShouldBe(UnknownTarget, explanation.ToString());
        $"{explanation.Json["route"]} {explanation.Json["side"]} {explanation.Json["reason"]}".ShouldBe(" monolith not_extractable");
    }

    [NodeFact]
    public async Task Lint_FlagsOfTheFile_NothingIsWrong()
        => (await Gateway.CliAsync("lint")).ShouldSucceed().Output.ShouldBe("Nothing is wrong.\n");

    [NodeFact]
    public async Task Lint_DocumentThatIsNotTheGateways_FindsItAgainstTheFilesRoutesAndServices()
    {
        var before = Gateway.Text;
        var document = Path.Combine(RunDirectory.NewFolder("lint"), "flags.json");
        await File.WriteAllTextAsync(document, Document(Flag("orders.read", "orders"), Flag("orders.old", "orders"), Flag("bills.read", "bills")));

        var lint = await Gateway.CliAsync("lint", document, "--json");

        lint.ExitCode.ShouldBe(FlagsWrong, lint.ToString());
        var findings = lint.Json["findings"]!.AsArray().Select(f => $"{f!["severity"]} {f["rule"]}: {f["message"]}").ToList();
        findings.ShouldContain(f => f.StartsWith("error unknown_service: ") && f.Contains("'bills.read'") && f.Contains("orders"));
        findings.ShouldContain(f => f.StartsWith("warning flag_without_route: ") && f.Contains("orders.old"));
        findings.ShouldNotContain(f => f.Contains("'orders.read'"));

        await File.WriteAllTextAsync(document, Document(Flag("orders.read", "elsewhere")));
        (await Gateway.CliAsync("lint", document)).ShouldFailSaying("invalid_flags");
        Gateway.Text.ShouldBe(before);
    }

    private static string Document(params string[] flags) => $$"""{"feature_management":{"feature_flags":[{{string.Join(',', flags)}}]} }""";

    private static string Flag(string id, string seed) =>
        $$"""
        {"id":"{{id}}","enabled":true,"variants":[{"name":"monolith"},{"name":"service"}],
         "allocation":{"default_when_enabled":"monolith","default_when_disabled":"monolith","percentile":[{"variant":"service","from":0,"to":50}],"seed":"{{seed}}"} }
        """;
}
