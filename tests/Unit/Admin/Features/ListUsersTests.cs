using System.Text.Json.Nodes;
using Monolith.Unit.Kyc;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Admin.Features;

public sealed class ListUsersTests(AdminFixture fixture) : IClassFixture<AdminFixture>
{
    private readonly KycHost _host = fixture.Host;

    [Fact]
    public async Task List_ByAPrefix_IsThoseUsersAndWhoWasShown()
    {
        var (ana, _) = await _host.UserAsync("ana");
        var (andre, _) = await _host.UserAsync("Andre");
        await _host.UserAsync("bo");

        var (status, body, link) = await ListAsync("/admin/users?prefix=AN");

        status.ShouldBe(200);
        body.ShouldBe(
            $$"""[{"user_id":{{ana}},"username":"ana","email":"ana@example.com","role":"user","created_at":"a time"},{"user_id":{{andre}},"username":"Andre","email":"Andre@example.com","role":"user","created_at":"a time"}]""");
        link.ShouldBeNull();
        (await _host.RowsAsync($"SELECT kind, user_id, reason, array_to_string(shown_user_ids, ' ') FROM admin.actions a JOIN admin.outcomes o ON o.action_id = a.id WHERE {andre} = ANY(shown_user_ids) AND cardinality(shown_user_ids) = 2"))
            .ShouldBe([$"ListUsers|||{ana} {andre}"], "and not what was looked for");
    }

    [Fact]
    public async Task List_FollowingItsLinks_IsEverybodyOnce()
    {
        for (var i = 0; i < 5; i++)
        {
            await fixture.NewUserAsync();
        }

        var seen = new List<int>();
        for (string? path = "/admin/users?limit=2&prefix=user"; path is not null;)
        {
            var (status, body, link) = await ListAsync(path);
            status.ShouldBe(200);
            seen.AddRange(JsonNode.Parse(body)!.AsArray().Select(u => (int)u!["user_id"]!));
            path = link?[1..link.IndexOf('>', StringComparison.Ordinal)];
        }

        seen.Select(id => $"{id}").ShouldBe(await _host.RowsAsync("SELECT id FROM auth.users WHERE username LIKE 'user%' ORDER BY id"));
    }

    [Theory]
    [InlineData("/admin/users?after=x")]
    [InlineData("/admin/users?prefix=a%00b")]
    public async Task List_ThatCannotBe_Is400(string path) => (await ListAsync(path)).Status.ShouldBe(400);

    [Fact]
    public async Task List_LimitBeyondWhatMayBe_IsTheMost() => (await ListAsync("/admin/users?limit=100000")).Status.ShouldBe(200);

    [Fact]
    public async Task List_ForWhoIsNoAdmin_IsRefusedAndNoAction()
    {
        var (id, token) = await fixture.NewUserAsync();
        (await _host.CallAsync(HttpMethod.Get, "/admin/users", token)).ShouldBe((403, """{"detail":"Admin only"}"""));
        (await _host.CallAsync(HttpMethod.Get, "/admin/users", token: null)).Status.ShouldBe(401);
        (await _host.RowsAsync($"SELECT 1 FROM admin.actions WHERE admin_id = {id}")).ShouldBeEmpty();
    }

    private async Task<(int Status, string Body, string? Link)> ListAsync(string path)
    {
        using var response = await _host.Process.SendAsync(path, body: null, fixture.Admin.Token, method: HttpMethod.Get);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync());
        foreach (var user in body as JsonArray ?? [])
        {
            user!["created_at"] = "a time";
        }

        return ((int)response.StatusCode, body!.ToJsonString(), response.Headers.TryGetValues("Link", out var links) ? links.Single() : null);
    }
}
