using System.Text.Json.Nodes;
using Monolith.Unit.Kyc;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Admin.Features;

public sealed class ChangeRoleTests(AdminFixture fixture) : IClassFixture<AdminFixture>
{
    private readonly KycHost _host = fixture.Host;

    [Fact]
    public async Task Change_FromHandToHand_EndsTokensAndLeavesAnAdmin()
    {
        await using var host = await KycHost.StartAsync(await TemporaryPostgres.CreateDatabaseAsync(), AdminFixture.Modules);
        var (boss, bossToken) = await AdminFixture.NewAdminAsync(host, "boss");
        var (ana, old) = await host.UserAsync("ana");

        (await ChangeAsync(host, boss, "user", bossToken)).ShouldBe((409, """{"detail":"The last admin stays one; make another first."}"""));
        (await ChangeAsync(host, ana, "admin", bossToken)).ShouldBe((200, $$"""{"message":"Role of user {{ana}} is admin"}"""));
        await Eventually.BecomesAsync(async () => (await host.CallAsync(HttpMethod.Get, "/profile", old)).Status, 401);
        (await ChangeAsync(host, boss, "user", bossToken)).ShouldBe((409, """{"detail":"Your own role is another admin's to change."}"""));

        var anaToken = (string)(await host.Process.TradingLoginAsync("ana")).Body!["access_token"]!;
        (await ChangeAsync(host, boss, "user", anaToken)).Status.ShouldBe(200);
        await Eventually.BecomesAsync(async () => (await host.CallAsync(HttpMethod.Get, "/admin/users", bossToken)).Status, 401);
        var again = (string)(await host.Process.TradingLoginAsync("boss")).Body!["access_token"]!;
        (await host.CallAsync(HttpMethod.Get, "/admin/users", again)).Status.ShouldBe(403);

        (await AdminFixture.ActionsOnAsync(host, ana)).ShouldBe([$"{boss}|GrantAdmin|for a test|Done|"]);
        (await AdminFixture.ActionsOnAsync(host, boss)).ShouldBe(
            [$"{boss}|RevokeAdmin|for a test|Refused|auth.last_admin", $"{boss}|RevokeAdmin|for a test|Refused|auth.own_role", $"{ana}|RevokeAdmin|for a test|Done|"]);
    }

    [Theory]
    [InlineData("{}", "missing", "role")]
    [InlineData("""{"role":"root"}""", "literal_error", "role")]
    [InlineData("""{"role":"Admin"}""", "literal_error", "role")]
    [InlineData("""{"role":"admin","reason":"a\nb"}""", "string_control_characters", "reason")]
    public async Task Change_BodyThatIsWrong_Is422AndNoAction(string json, string type, string field)
    {
        var (id, _) = await fixture.NewUserAsync();
        var (status, body) = await _host.CallAsync(HttpMethod.Put, $"/admin/users/{id}/role", fixture.Admin.Token, JsonNode.Parse(json));
        status.ShouldBe(422);
        var error = JsonNode.Parse(body)!["detail"]![0]!;
        ((string)error["type"]!, (string)error["loc"]![1]!).ShouldBe((type, field));
        (await AdminFixture.ActionsOnAsync(_host, id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_OfNobody_Is404() => (await ChangeAsync(_host, 999_999_999, "admin", fixture.Admin.Token)).Status.ShouldBe(404);

    [Fact]
    public async Task Change_ByWhoIsNoAdmin_IsRefusedAndTheRoleStays()
    {
        var (id, token) = await fixture.NewUserAsync();
        (await ChangeAsync(_host, id, "admin", token)).ShouldBe((403, """{"detail":"Admin only"}"""));
        (await _host.RowsAsync($"SELECT role FROM auth.users WHERE id = {id}")).ShouldBe(["user"]);
        (await AdminFixture.ActionsOnAsync(_host, id)).ShouldBeEmpty();
    }

    private static Task<(int Status, string Body)> ChangeAsync(KycHost host, int user, string role, string token)
        => host.CallAsync(HttpMethod.Put, $"/admin/users/{user}/role", token, new { role, reason = "for a test" });
}
