using System.Text.Json.Nodes;
using Monolith.Unit.Kyc;
using Monolith.Unit.Postgres;
using Monolith.Wallet;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Admin.Features;

public sealed class FreezeWalletTests(AdminFixture fixture) : IClassFixture<AdminFixture>
{
    private readonly KycHost _host = fixture.Host;

    [Fact]
    public async Task Freeze_ThenUnfreeze_IsTheWalletsAndWrittenDownOnBothSides()
    {
        var (id, token) = await fixture.NewUserAsync();
        (await SetAsync(id, "freeze", "a dispute")).ShouldBe((200, $$"""{"message":"Wallet frozen for user {{id}}"}"""));
        (await AddAsync(token)).ShouldBe((403, """{"detail":"Wallet is frozen"}"""));
        JsonNode.Parse((await _host.CallAsync(HttpMethod.Get, $"/admin/users/{id}", fixture.Admin.Token)).Body)!["wallet"]!["frozen_since"].ShouldNotBeNull();

        (await SetAsync(id, "unfreeze", "settled")).ShouldBe((200, $$"""{"message":"Wallet unfrozen for user {{id}}"}"""));
        (await AddAsync(token)).Status.ShouldBe(200);

        (await AdminFixture.ActionsOnAsync(_host, id)).ShouldBe(
            [$"{fixture.Admin.Id}|FreezeWallet|a dispute|Done|", $"{fixture.Admin.Id}|ViewUser||Done|", $"{fixture.Admin.Id}|UnfreezeWallet|settled|Done|"]);
        (await _host.RowsAsync(
            $"SELECT f.decided_by, f.is_frozen, f.reason FROM wallet.freeze_changes f JOIN admin.actions a ON a.id::text = f.idempotency_key AND a.reason = f.reason WHERE f.user_id = {id} ORDER BY decided_at"))
            .ShouldBe([$"{fixture.Admin.Id}|True|a dispute", $"{fixture.Admin.Id}|False|settled"], "the wallet knows each decision by its action");
    }

    [Fact]
    public async Task Set_OnNobody_Is404AndOpensNoWallet()
    {
        (await SetAsync(999_999_999, "freeze", "a dispute")).ShouldBe((404, """{"detail":"User not found"}"""));
        (await AdminFixture.ActionsOnAsync(_host, 999_999_999)).ShouldBe([$"{fixture.Admin.Id}|FreezeWallet|a dispute|Refused|auth.user_not_found"]);
        (await _host.RowsAsync("SELECT 1 FROM wallet.wallets WHERE user_id = 999999999")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Set_OnOnesOwn_IsLeftToAnother()
    {
        (await SetAsync(fixture.Admin.Id, "unfreeze", "why not")).ShouldBe((403, """{"detail":"Your own wallet is another admin's to decide on"}"""));
        (await _host.RowsAsync($"SELECT 1 FROM wallet.freeze_changes WHERE user_id = {fixture.Admin.Id}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}", "missing")]
    [InlineData("""{"reason":" "}""", "string_too_short")]
    [InlineData("""{"reason":"a\nb"}""", "string_control_characters")]
    public async Task Set_WithoutAReason_Is422AndNoAction(string json, string type)
    {
        var (id, _) = await fixture.NewUserAsync();
        var (status, body) = await _host.CallAsync(HttpMethod.Post, $"/admin/users/{id}/wallet/freeze", fixture.Admin.Token, JsonNode.Parse(json));
        (status, (string)JsonNode.Parse(body)!["detail"]![0]!["type"]!).ShouldBe((422, type));
        (await SetAsync(id, "freeze", new('x', 501))).Status.ShouldBe(422);
        (await AdminFixture.ActionsOnAsync(_host, id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Set_ByWhoIsNoAdmin_IsRefusedAndChangesNothing()
    {
        var (id, token) = await fixture.NewUserAsync();
        foreach (var verb in new[] { "freeze", "unfreeze" })
        {
            (await SetAsync(id, verb, "mine", token)).ShouldBe((403, """{"detail":"Admin only"}"""));
        }

        (await AddAsync(token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Set_WhileTheWalletDoesNotAnswer_Is503AndItsOutcomeUnknown()
    {
        await using var host = await KycHost.StartAsync(
            await TemporaryPostgres.CreateDatabaseAsync(), [.. AdminFixture.Modules.Where(m => m is not WalletModule)], ("Modules:Wallet:Placement", "Off"));
        var (boss, token) = await AdminFixture.NewAdminAsync(host, "boss");
        var (id, _) = await host.UserAsync("ana");

        (await host.CallAsync(HttpMethod.Post, $"/admin/users/{id}/wallet/freeze", token, new { reason = "a dispute" })).ShouldBe((503, """{"detail":"Service Unavailable"}"""));

        (await AdminFixture.ActionsOnAsync(host, id)).ShouldBe([$"{boss}|FreezeWallet|a dispute|Unknown|module.unavailable"]);
    }

    private Task<(int Status, string Body)> SetAsync(int user, string verb, string reason) => SetAsync(user, verb, reason, fixture.Admin.Token);

    private Task<(int Status, string Body)> SetAsync(int user, string verb, string reason, string token)
        => _host.CallAsync(HttpMethod.Post, $"/admin/users/{user}/wallet/{verb}", token, new { reason });

    private Task<(int Status, string Body)> AddAsync(string token) => _host.CallAsync(HttpMethod.Post, "/wallet/add", token, new { amount = 1 });
}
