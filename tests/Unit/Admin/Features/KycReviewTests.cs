using System.Net;
using System.Text.Json;
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

    [Fact]
    public async Task View_WhatWasSubmitted_IsShownInFullAndWrittenDownOnBothSides()
    {
        var (id, _) = await fixture.NewApplicantAsync();
        using var answer = await _host.Process.SendAsync($"/admin/kyc/{id}/view", new { reason = "the queue" }, fixture.Admin.Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var kyc = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        kyc.Select(p => p.Key).ShouldBe(["kyc_id", "user_id", "status", "identity", "bank_statement", "submitted_at", "reviewed_at"]);
        ((int)kyc["user_id"]!, (string)kyc["status"]!, kyc["bank_statement"], kyc["reviewed_at"]).ShouldBe((id, "pending", null, null));
        JsonNode.DeepEquals(kyc["identity"], JsonSerializer.SerializeToNode(KycForms.Identity())).ShouldBeTrue("all that was sent, by the same names");

        (await ActionsOnAsync(id)).ShouldBe([$"{fixture.Admin.Id}|ViewKyc|the queue|Done|"]);
        (await _host.RowsAsync($"SELECT viewed_by, reason FROM kyc.views WHERE user_id = {id}")).ShouldBe([$"{fixture.Admin.Id}|the queue"]);
        (await _host.RowsAsync($"SELECT o.shown_user_ids[1] FROM admin.actions a JOIN admin.outcomes o ON o.action_id = a.id WHERE a.user_id = {id}")).ShouldBe([$"{id}"]);
        _host.Process.Log.All.ShouldAllBe(line => !line.Contains(KycForms.Pan));
    }

    [StatementFact]
    public async Task View_OfABankStatement_TellsWhatWasFoundInIt()
    {
        var (id, token) = await fixture.NewUserAsync();
        await _host.SubmitAsync(token, KycForms.Statement(TestPdf.Statement, ifsc: "ICIC0009999"));
        var kyc = JsonNode.Parse((await ViewAsync(id, """{"reason":"a complaint"}""")).Body)!;
        ((string)kyc["status"]!, kyc["identity"]).ShouldBe(("rejected", null));
        kyc["bank_statement"]!.ToJsonString().ShouldBe(
            $$"""{"full_name":"{{TestPdf.Name}}","account_number":"{{TestPdf.Account}}","ifsc_code":"ICIC0009999","name_found":true,"account_found":true,"ifsc_found":false,"failure":null}""");
    }

    [StatementFact]
    public async Task View_OfAStatementsFile_IsAnAttachmentAsItCameAndWrittenDown()
    {
        var (id, token) = await fixture.NewUserAsync();
        await _host.SubmitAsync(token, KycForms.Statement(TestPdf.Statement));
        using var answer = await _host.Process.SendAsync($"/admin/kyc/{id}/statement", new { reason = "a complaint" }, fixture.Admin.Token);
        (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "application/pdf"));
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(TestPdf.Statement);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var disposition = answer.Content.Headers.ContentDisposition!;
        (disposition.DispositionType, disposition.FileName).ShouldBe(("attachment", $"statement-{id}.pdf"));

        (await ActionsOnAsync(id)).ShouldBe([$"{fixture.Admin.Id}|ViewKycStatement|a complaint|Done|"]);
        (await _host.RowsAsync($"SELECT viewed_by, reason FROM kyc.views WHERE user_id = {id}")).ShouldBe([$"{fixture.Admin.Id}|a complaint"]);
        (await _host.CallAsync(HttpMethod.Post, $"/admin/kyc/{id}/statement", token, new { reason = "mine" })).Status.ShouldBe(403);
    }

    [Fact]
    public async Task View_OfAFileThatIsNotThere_Is404AndWrittenDownAsRefused()
    {
        var (id, _) = await fixture.NewApplicantAsync();
        (await _host.CallAsync(HttpMethod.Post, $"/admin/kyc/{id}/statement", fixture.Admin.Token, new { reason = " " })).Status.ShouldBe(422);
        (await _host.CallAsync(HttpMethod.Post, $"/admin/kyc/{id}/statement", fixture.Admin.Token, new { reason = "why" })).ShouldBe((404, """{"detail":"No bank statement found for user"}"""));
        (await ActionsOnAsync(id)).ShouldBe([$"{fixture.Admin.Id}|ViewKycStatement|why|Refused|kyc.no_statement"]);
    }

    [Theory]
    [InlineData("{}", "missing")]
    [InlineData("""{"reason":" "}""", "string_too_short")]
    [InlineData("""{"reason":"a\nb"}""", "string_control_characters")]
    public async Task View_WithoutAReason_Is422AndNoLook(string json, string type)
    {
        var (id, _) = await fixture.NewApplicantAsync();
        var (status, body) = await ViewAsync(id, json);
        (status, (string)JsonNode.Parse(body)!["detail"]![0]!["type"]!).ShouldBe((422, type));
        (await ActionsOnAsync(id)).ShouldBeEmpty();
        (await _host.RowsAsync($"SELECT 1 FROM kyc.views WHERE user_id = {id}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task View_OfNobody_Is404AndWrittenDownAsRefused()
    {
        var (id, _) = await fixture.NewUserAsync();
        (await ViewAsync(id, """{"reason":"why"}""")).ShouldBe((404, """{"detail":"KYC not found for user"}"""));
        (await ActionsOnAsync(id)).ShouldBe([$"{fixture.Admin.Id}|ViewKyc|why|Refused|kyc.not_found"]);
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Decide_OnOnesOwn_IsLeftToAnother(bool approve)
    {
        var (id, token) = await AdminFixture.NewAdminAsync(_host, $"applicant{approve}");
        await _host.SubmitAsync(token, KycForms.Identity());
        (await DecideAsync(id, $$"""{"approve":{{(approve ? "true" : "false")}}}""", token)).ShouldBe((403, """{"detail":"Your own KYC is another admin's to decide on"}"""));
        ((string)(await _host.StatusAsync(token))["status"]!).ShouldBe("pending");
        (await ActionsOnAsync(id)).ShouldBe([$"{id}|{(approve ? "ApproveKyc" : "RejectKyc")}||Refused|admin.own_kyc"]);
        (await DecideAsync(id, """{"approve":true}""")).Status.ShouldBe(200);
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
            (await ViewAsync(id, """{"reason":"why"}""", caller)).Status.ShouldBe(expected);
        }

        (await ListAsync(token)).Body.ShouldBe("""{"detail":"Admin only"}""");
        ((string)(await _host.StatusAsync(token))["status"]!).ShouldBe("pending");
        (await ActionsOnAsync(id)).ShouldBeEmpty();
        (await _host.RowsAsync($"SELECT 1 FROM kyc.views WHERE user_id = {id} AND viewed_by <> {id}")).ShouldBeEmpty();
        (await _host.RowsAsync($"SELECT 1 FROM admin.actions WHERE admin_id = {id}")).ShouldBeEmpty();
    }

    private Task<(int Status, string Body)> ListAsync() => ListAsync(fixture.Admin.Token);

    private Task<(int Status, string Body)> ListAsync(string? token) => _host.CallAsync(HttpMethod.Get, "/admin/kyc/pending", token);

    private Task<(int Status, string Body)> DecideAsync(int user, string json) => DecideAsync(user, json, fixture.Admin.Token);

    private Task<(int Status, string Body)> DecideAsync(int user, string json, string? token)
        => _host.CallAsync(HttpMethod.Post, $"/admin/kyc/{user}/decide", token, JsonNode.Parse(json));

    private Task<(int Status, string Body)> ViewAsync(int user, string json) => ViewAsync(user, json, fixture.Admin.Token);

    private Task<(int Status, string Body)> ViewAsync(int user, string json, string? token)
        => _host.CallAsync(HttpMethod.Post, $"/admin/kyc/{user}/view", token, JsonNode.Parse(json));

    private Task<List<string>> ActionsOnAsync(int user) => AdminFixture.ActionsOnAsync(_host, user);
}
