using System.Text.Json;
using Monolith.Strangler.Routing.Store;
using Monolith.Unit.Postgres;
using Monolith.Unit.Strangler.Store;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Admin;

public sealed class ApplyTests(TemporaryPostgres postgres) : IClassFixture<TemporaryPostgres>
{
    [Fact]
    public async Task Apply_WholeDocument_ComparesSetsAndCanBeRolledBack()
    {
        await using var host = await StoreFixture.StartAsync(postgres.ConnectionString);
        var version = (await host.GetAdminAsync("export")).GetProperty("version").GetInt64();
        var document = TestFlags.Document(TestFlags.Percent("favorites.list", 30), TestFlags.Percent("favorites.add", 30), TestFlags.Percent("favorites.old", 0));

        var dry = (await ApplyAsync(host, document, version, dryRun: true)).Body;
        dry.GetProperty("differences").EnumerateArray().Select(d => d.ToString()).ShouldContain("""{"flag":"favorites.list","was":"0 %","becomes":"30 %"}""");
        dry.GetProperty("change").ValueKind.ShouldBe(JsonValueKind.Null);
        host.Get<LiveFlags>().Flags.Version.ShouldBe(version);

        var applied = await ApplyAsync(host, document, version);
        applied.Status.ShouldBe(200, applied.Body.ToString());
        applied.Body.GetProperty("version").GetInt64().ShouldBe(version + 1);
        host.Get<LiveFlags>().Snapshot.PercentOf("favorites.list").ShouldBe(30);
        host.Get<LiveFlags>().Snapshot.Find("movies.search").ShouldNotBeNull("a route that the document leaves out has its flag");

        var late = await ApplyAsync(host, TestFlags.Document(), version);
        (late.Status, late.Body.GetProperty("code").GetString()).ShouldBe((409, "version_changed"));
        host.Get<LiveFlags>().Snapshot.PercentOf("favorites.list").ShouldBe(30);

        // Nothing but a flag that is taken away is a change too.
        var less = await ApplyAsync(host, TestFlags.Document(TestFlags.Percent("favorites.list", 30), TestFlags.Percent("favorites.add", 30)), version + 1);
        less.Body.GetProperty("differences").EnumerateArray().ShouldHaveSingleItem().ToString().ShouldBe("""{"flag":"favorites.old","was":"0 %","becomes":null}""");
        host.Get<LiveFlags>().Flags.Version.ShouldBe(version + 2);

        (await host.PostAdminAsync("rollback", """{"all":true,"reason":"enough"}""")).Status.ShouldBe(200);
        host.Get<LiveFlags>().Snapshot.PercentOf("favorites.list").ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"feature_management":{"feature_flags":[{"id":"favorites.list"}]}}""", "invalid_flags")]
    [InlineData("""{"feature_management":{"feature_flags":7}}""", "invalid_flags")]
    public async Task Apply_WrongDocument_IsLintedAndChangesNothing(string document, string rule)
    {
        await using var host = await TestHost.StartWithFlagsAsync(StoreFixture.NoService, TestFlags.Document());

        var (status, answer) = await ApplyAsync(host, document, expected: 1);

        status.ShouldBe(200);
        answer.GetProperty("lint").GetProperty("findings")[0].GetProperty("rule").GetString().ShouldBe(rule);
        answer.GetProperty("change").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("shift", """{"target":"movies","percent":0,"reason":"r","users":["1"]}""", "no_service")]
    [InlineData("shift", """{"target":"favorites","percent":5,"reason":"r","users":[""]}""", "invalid_names")]
    [InlineData("shift", """{"target":"favorites","percent":5,"reason":"r","from":"tomorrow"}""", "invalid_body")]
    [InlineData("apply", """{"reason":"r"}""", "invalid_body")]
    [InlineData("apply", """{"document":{}}""", "invalid_reason")]
    [InlineData("tester-pass", """{"side":"left","life":60}""", "invalid_pass")]
    [InlineData("tester-pass", """{"side":"service","life":0}""", "invalid_pass")]
    [InlineData("tester-pass", """{"side":"service","life":2592001}""", "invalid_pass")]
    public async Task Order_ThatCannotBeCarriedOut_SaysWhy(string path, string body, string code)
    {
        await using var host = await TestHost.StartWithFlagsAsync(StoreFixture.NoService, TestFlags.Document());

        var (status, problem) = await host.PostAdminAsync(path, body);

        status.ShouldBeInRange(400, 409);
        problem.GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task TesterPass_Sent_ChoosesTheSide()
    {
        var port = Ports.Free();
        await using var service = await TestService.StartAsync(port);
        await using var host = await TestHost.StartWithFlagsAsync($"http://127.0.0.1:{port}", TestFlags.Document(TestFlags.Percent("favorites.list", 0)));

        var (_, pass) = await host.PostAdminAsync("tester-pass", """{"side":"service","life":60}""");
        using var request = host.Request(HttpMethod.Get, "/api/favorites", user: null);
        request.Headers.Add(pass.GetProperty("header").GetString()!, pass.GetProperty("pass").GetString());
        using var response = await host.Client.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldContain("service");
    }

    private static Task<(int Status, JsonElement Body)> ApplyAsync(TestHost host, string document, long expected, bool dryRun = false)
        => host.PostAdminAsync("apply", $$"""{"document":{{document}},"reason":"by the file","expected":{{expected}},"dryRun":{{(dryRun ? "true" : "false")}}}""");
}
