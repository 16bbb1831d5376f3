using System.Text.Json.Nodes;
using Monolith.Unit.Kyc;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Admin.Features;

public sealed class ListActionsTests(AdminFixture fixture) : IClassFixture<AdminFixture>
{
    private readonly KycHost _host = fixture.Host;

    [Fact]
    public async Task List_AboutAUser_IsWhatWasDoneToThemAndWhatShowedThem()
    {
        var (id, _) = await fixture.NewApplicantAsync();
        var (other, _) = await fixture.NewApplicantAsync();
        await _host.CallAsync(HttpMethod.Get, "/admin/kyc/pending", fixture.Admin.Token);
        await _host.CallAsync(HttpMethod.Post, $"/admin/kyc/{id}/decide", fixture.Admin.Token, new { approve = true, reason = "seen" });
        await _host.CallAsync(HttpMethod.Get, $"/admin/users/{other}", fixture.Admin.Token);

        var actions = (await ListAsync($"/admin/actions?user_id={id}")).Actions;

        actions.Select(a => (string)a["kind"]!).ShouldBe(["ApproveKyc", "ListPendingKyc"]);
        actions[0].Select(p => p.Key).ShouldBe(["id", "admin_id", "kind", "user_id", "reason", "begun_at", "result", "error_code", "shown_users", "ended_at"]);
        ((int)actions[0]["admin_id"]!, (int)actions[0]["user_id"]!, (string)actions[0]["reason"]!, (string)actions[0]["result"]!, (int)actions[0]["shown_users"]!)
            .ShouldBe((fixture.Admin.Id, id, "seen", "Done", 0));
        ((int)actions[1]["shown_users"]!).ShouldBeGreaterThanOrEqualTo(2);
        (await _host.RowsAsync($"SELECT result FROM admin.actions a JOIN admin.outcomes o ON o.action_id = a.id WHERE kind = 'ListActions' AND user_id = {id}")).ShouldBe(["Done"]);
    }

    [Fact]
    public async Task List_ByAdminAndKind_IsTheirs()
    {
        var second = await AdminFixture.NewAdminAsync(_host, "second");
        var (id, _) = await fixture.NewUserAsync();
        foreach (var token in new[] { fixture.Admin.Token, second.Token })
        {
            await _host.CallAsync(HttpMethod.Get, $"/admin/users/{id}", token);
        }

        await _host.CallAsync(HttpMethod.Get, "/admin/users", second.Token);

        (await ListAsync($"/admin/actions?admin_id={second.Id}")).Actions.Select(a => (string)a["kind"]!).ShouldBe(["ListUsers", "ViewUser"]);
        (await ListAsync($"/admin/actions?admin_id={second.Id}&kind=viewuser&user_id={id}")).Actions.ShouldHaveSingleItem();
        (await ListAsync($"/admin/actions?admin_id={second.Id}&kind=ApproveKyc")).Actions.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_FollowingItsLinks_IsEachOnceNewestFirst()
    {
        var (id, _) = await fixture.NewUserAsync();
        for (var i = 0; i < 5; i++)
        {
            await _host.CallAsync(HttpMethod.Get, $"/admin/users/{id}", fixture.Admin.Token);
        }

        var seen = new List<string>();
        for (string? path = $"/admin/actions?user_id={id}&kind=ViewUser&admin_id={fixture.Admin.Id}&limit=2"; path is not null;)
        {
            var (actions, link) = await ListAsync(path);
            seen.AddRange(actions.Select(a => (string)a["id"]!));
            path = link?[1..link.IndexOf('>', StringComparison.Ordinal)];
        }

        seen.ShouldBe(await _host.RowsAsync($"SELECT id FROM admin.actions WHERE user_id = {id} AND kind = 'ViewUser' ORDER BY id DESC"));
        seen.Count.ShouldBe(5);
    }

    [Fact]
    public async Task List_OfAnActionWithoutAnOutcome_SaysSo()
    {
        var id = Guid.CreateVersion7();
        await _host.RowsAsync($"INSERT INTO admin.actions (id, admin_id, kind, user_id, begun_at) VALUES ('{id}', 5, 'ApproveKyc', 4242, now())");
        // Ids of one millisecond are in no order, and the list begins before its own.
        await Task.Delay(5);

        var action = (await ListAsync("/admin/actions?user_id=4242")).Actions.ShouldHaveSingleItem();

        ((string)action["id"]!, action["result"], action["ended_at"], action["shown_users"]).ShouldBe((id.ToString(), null, null, null));
    }

    [Theory]
    [InlineData("kind=Everything")]
    [InlineData("kind=99")]
    [InlineData("before=x")]
    [InlineData("user_id=x")]
    public async Task List_FilterThatIsNone_Is400(string filter)
        => (await _host.CallAsync(HttpMethod.Get, $"/admin/actions?{filter}", fixture.Admin.Token)).Status.ShouldBe(400);

    [Fact]
    public async Task List_ByWhoIsNoAdmin_Is403()
    {
        var (id, token) = await fixture.NewUserAsync();
        (await _host.CallAsync(HttpMethod.Get, $"/admin/actions?user_id={id}", token)).ShouldBe((403, """{"detail":"Admin only"}"""));
    }

    private async Task<(IReadOnlyList<JsonObject> Actions, string? Link)> ListAsync(string path)
    {
        using var response = await _host.Process.SendAsync(path, body: null, fixture.Admin.Token, method: HttpMethod.Get);
        var body = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, body);
        return ([.. JsonNode.Parse(body)!.AsArray().Select(a => a!.AsObject())], response.Headers.TryGetValues("Link", out var links) ? links.Single() : null);
    }
}
