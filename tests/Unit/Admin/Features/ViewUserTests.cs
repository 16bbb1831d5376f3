using System.Text.Json.Nodes;
using Monolith.Unit.Kyc;
using Monolith.Unit.Postgres;
using Monolith.Wallet;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Admin.Features;

public sealed class ViewUserTests(AdminFixture fixture) : IClassFixture<AdminFixture>
{
    private readonly KycHost _host = fixture.Host;

    [Fact]
    public async Task View_OfAUser_HasWhatEachModuleKnows()
    {
        var (id, token) = await fixture.NewApplicantAsync();
        await _host.CallAsync(HttpMethod.Put, "/profile", token, new { full_name = "Ana Maria", bio = "hello" });
        await _host.CallAsync(HttpMethod.Post, "/wallet/add", token, new { amount = 12.5 });
        await _host.CallAsync(HttpMethod.Post, "/wallet/holds", token, new { amount = 2 });

        var user = await ViewAsync(_host, id, fixture.Admin.Token);

        user.Select(p => p.Key).ShouldBe(["user_id", "account", "sessions", "profile", "wallet", "kyc", "unavailable"]);
        ((int)user["user_id"]!, user["unavailable"]!.AsArray().Count).ShouldBe((id, 0));
        var account = user["account"]!;
        ((string)account["email"]!, (string)account["role"]!, (string)account["mobile"]!).ShouldBe(($"{account["username"]}@example.com", "user", ""));
        account["created_at"].ShouldNotBeNull();
        ((int)user["sessions"]!["open"]!).ShouldBe(1);
        user["sessions"]!["last_used_at"].ShouldNotBeNull();
        user["profile"]!.ToJsonString().ShouldBe("""{"full_name":"Ana Maria","bio":"hello"}""");
        user["wallet"]!.ToJsonString().ShouldStartWith("""{"balance":10.50,"held":2.00,"currency":"INR","frozen_since":null,"updated_at":""");
        user["kyc"]!.ToJsonString().ShouldStartWith("""{"status":"pending","form":"identity","updated_at":""");
        user.ToJsonString().ShouldNotContain(KycForms.Pan);
        (await AdminFixture.ActionsOnAsync(_host, id)).ShouldBe([$"{fixture.Admin.Id}|ViewUser||Done|"]);
    }

    [Fact]
    public async Task View_OfNobody_Is404AndWrittenDownAsRefused()
    {
        (await _host.CallAsync(HttpMethod.Get, "/admin/users/999999999", fixture.Admin.Token)).ShouldBe((404, """{"detail":"User not found"}"""));
        (await AdminFixture.ActionsOnAsync(_host, 999_999_999)).ShouldBe([$"{fixture.Admin.Id}|ViewUser||Refused|auth.user_not_found"]);
    }

    [Fact]
    public async Task View_ByAUserOfThemselves_Is403()
    {
        var (id, token) = await fixture.NewUserAsync();
        (await _host.CallAsync(HttpMethod.Get, $"/admin/users/{id}", token)).ShouldBe((403, """{"detail":"Admin only"}"""));
    }

    [Fact]
    public async Task View_WhileAModuleDoesNotAnswer_SaysWhichAndShowsTheOthers()
    {
        await using var host = await KycHost.StartAsync(
            await TemporaryPostgres.CreateDatabaseAsync(), [.. AdminFixture.Modules.Where(m => m is not WalletModule)], ("Modules:Wallet:Placement", "Off"));
        var (_, admin) = await AdminFixture.NewAdminAsync(host, "boss");
        var (id, _) = await host.UserAsync("ana");

        var user = await ViewAsync(host, id, admin);

        user["unavailable"]!.ToJsonString().ShouldBe("""["wallet"]""");
        user["wallet"].ShouldBeNull();
        ((string)user["account"]!["username"]!, (string)user["kyc"]!["status"]!).ShouldBe(("ana", "pending"));
    }

    private static async Task<JsonObject> ViewAsync(KycHost host, int user, string admin)
    {
        var (status, body) = await host.CallAsync(HttpMethod.Get, $"/admin/users/{user}", admin);
        status.ShouldBe(200, body);
        return JsonNode.Parse(body)!.AsObject();
    }
}
