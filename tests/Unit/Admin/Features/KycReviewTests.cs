using System.Text.Json.Nodes;
using Monolith.Unit.Kyc;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Admin.Features;

public sealed class KycReviewTests(AdminFixture fixture) : IClassFixture<AdminFixture>
{
    private readonly KycHost _host = fixture.Host;

    [Fact]
    public async Task List_WhoWaits_IsOldestFirstWithNamesAndMaskedNumbers()
    {
        var (first, second) = (await fixture.NewApplicantAsync(), await fixture.NewApplicantAsync());
        var (status, body) = await ListAsync();
        status.ShouldBe(200);
        var mine = JsonNode.Parse(body)!.AsArray().Where(p => (int)p!["user_id"]! == first.Id || (int)p["user_id"]! == second.Id).ToList();
        mine.Select(p => (int)p!["user_id"]!).ShouldBe([first.Id, second.Id]);
        mine[0]!.AsObject().Select(p => p.Key).ShouldBe(["kyc_id", "user_id", "username", "pan_number", "aadhaar_number", "created_at"]);
        mine.ShouldAllBe(p => ((string)p!["username"]!).StartsWith("user") && (string)p["pan_number"]! == "*******34F" && (string)p["aadhaar_number"]! == "********7058");
        body.ShouldNotContain(KycForms.Pan);
    }

    [Fact]
    public async Task Decide_ApproveThenReject_IsTheUsersStatusAndLeavesTheQueue()
    {
        var (id, token) = await fixture.NewApplicantAsync();
        (await DecideAsync(id, """{"approve":true}""")).ShouldBe((200, $$"""{"message":"KYC approved for user {{id}}"}"""));
        ((string)(await _host.StatusAsync(token))["status"]!).ShouldBe("approved");
        (await ListAsync()).Body.ShouldNotContain($"\"user_id\":{id},");
        (await DecideAsync(id, """{"approve":false,"reason":"blurred"}""")).ShouldBe((200, $$"""{"message":"KYC rejected for user {{id}}"}"""));
        ((string)(await _host.StatusAsync(token))["status"]!).ShouldBe("rejected");
        (await _host.RowsAsync($"SELECT changed_by, reason FROM kyc.changes WHERE user_id = {id} AND state = 'Rejected'")).ShouldBe([$"{fixture.Admin.Id}|blurred"]);
    }

    [Theory]
    [InlineData("{}", "missing", "approve")]
    [InlineData("""{"approve":true,"reason":"a\nb"}""", "string_control_characters", "reason")]
    public async Task Decide_BodyThatIsWrong_Is422AndNoAction(string json, string type, string field)
    {
        var (id, _) = await fixture.NewApplicantAsync();
        var (status, body) = await DecideAsync(id, json);
        status.ShouldBe(422);
        var error = JsonNode.Parse(body)!["detail"]![0]!;
        ((string)error["type"]!, (string)error["loc"]![1]!).ShouldBe((type, field));
        (await DecideAsync(id, $$"""{"approve":true,"reason":"{{new string('x', 501)}}"}""")).Status.ShouldBe(422);
        (await ActionsOnAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Decide_OnNobody_Is404AndWrittenDownAsRefused()
    {
        var (id, _) = await fixture.NewUserAsync();
        (await DecideAsync(id, """{"approve":true}""")).ShouldBe((404, """{"detail":"KYC not found for user"}"""));
        (await ActionsOnAsync(id)).ShouldBe([$"{fixture.Admin.Id}|ApproveKyc||Refused|kyc.not_found"]);
    }

    [Fact]
    public async Task Routes_ForWhoIsNoAdmin_AreRefusedAndNoAction()
    {
        var (id, token) = await fixture.NewApplicantAsync();
        foreach (var (caller, expected) in new[] { (token, 403), (null, 401) })
        {
            (await ListAsync(caller!)).Status.ShouldBe(expected);
            (await DecideAsync(id, """{"approve":true}""", caller!)).Status.ShouldBe(expected);
        }

        (await ListAsync(token)).Body.ShouldBe("""{"detail":"Admin only"}""");
        ((string)(await _host.StatusAsync(token))["status"]!).ShouldBe("pending");
        (await ActionsOnAsync(id)).ShouldBeEmpty();
        (await _host.RowsAsync($"SELECT 1 FROM admin.actions WHERE admin_id = {id}")).ShouldBeEmpty();
    }

    private Task<(int Status, string Body)> ListAsync() => ListAsync(fixture.Admin.Token);

    private Task<(int Status, string Body)> ListAsync(string? token) => _host.CallAsync(HttpMethod.Get, "/admin/kyc/pending", token);

    private Task<(int Status, string Body)> DecideAsync(int user, string json) => DecideAsync(user, json, fixture.Admin.Token);

    private Task<(int Status, string Body)> DecideAsync(int user, string json, string? token)
        => _host.CallAsync(HttpMethod.Post, $"/admin/kyc/{user}/decide", token, JsonNode.Parse(json));

    private Task<List<string>> ActionsOnAsync(int user) => AdminFixture.ActionsOnAsync(_host, user);
}
