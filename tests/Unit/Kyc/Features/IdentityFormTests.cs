using System.Text.Json.Nodes;
using Monolith.Kyc.Contracts;
using Monolith.Unit.Auth;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kyc.Features;

public sealed class IdentityFormTests(KycFixture fixture) : IClassFixture<KycFixture>
{
    private readonly KycHost _host = fixture.Host;

    [Fact]
    public async Task Status_BeforeAnything_IsPendingAndEmpty()
    {
        var (_, token) = await fixture.NewUserAsync();
        var status = await _host.StatusAsync(token);
        status.Select(f => f.Key).ShouldBe(["status", .. KycForms.IdentityFields, "reviewed_at"]);
        ((string)status["status"]!).ShouldBe("pending");
        status.Skip(1).ShouldAllBe(f => f.Value == null);
    }

    [Fact]
    public async Task Submit_Form_IsPendingAndShownToItsOwner()
    {
        var (_, token) = await fixture.NewUserAsync();
        (await _host.SubmitAsync(token, KycForms.Identity())).ShouldBe((200, """{"message":"KYC submitted. Awaiting review."}"""));
        (await _host.StatusAsync(token)).ToJsonString(Json.Readable).ShouldBe(
            $$"""{"status":"pending","pan_number":"{{KycForms.Pan}}","aadhaar_number":"{{KycForms.Aadhaar}}","address_line":"12 MG Road","city":"Pune","state":"Maharashtra","pincode":"411001","document_front_url":"https://files.example.com/front.png","document_back_url":"/uploads/back.png","reviewed_at":null}""");
    }

    [Fact]
    public async Task Decide_ApproveThenRejectThenResubmit_IsAllInTheHistory()
    {
        var (id, token) = await fixture.NewUserAsync();
        await _host.SubmitAsync(token, KycForms.Identity());
        (await _host.Process.SendAsync(new DecideKyc(id, Approve: true, "papers are good", DecidedBy: 900))).Succeeded.ShouldBeTrue();
        (await _host.Process.SendAsync(new DecideKyc(id, Approve: true, "again", DecidedBy: 901))).Succeeded.ShouldBeTrue();
        var approved = await _host.StatusAsync(token);
        ((string)approved["status"]!).ShouldBe("approved");
        approved["reviewed_at"].ShouldNotBeNull();

        await _host.Process.SendAsync(new DecideKyc(id, Approve: false, null, DecidedBy: 902));
        ((string)(await _host.StatusAsync(token))["status"]!).ShouldBe("rejected");
        await _host.SubmitAsync(token, KycForms.Identity(pan: "ZZZZZ9999Z"));
        var again = await _host.StatusAsync(token);
        ((string)again["status"]!, (string)again["pan_number"]!, again["reviewed_at"]).ShouldBe(("pending", "ZZZZZ9999Z", null));

        (await _host.RowsAsync($"SELECT state, changed_by, reason FROM kyc.changes WHERE user_id = {id} ORDER BY id")).ShouldBe(
            [$"Pending|{id}|", "Approved|900|papers are good", "Rejected|902|", $"Pending|{id}|"]);
        (await _host.RowsAsync($"SELECT type FROM kyc.outbox_events WHERE aggregate_key = '{id}' ORDER BY position")).ShouldBe(
            ["kyc.submitted.v1", "kyc.decided.v1", "kyc.decided.v1", "kyc.submitted.v1"]);
    }

    [Fact]
    public async Task Submit_AtOnce_LeavesOneRecordAndAllOfTheHistory()
    {
        var (id, token) = await fixture.NewUserAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _host.SubmitAsync(token, KycForms.Identity())));
        answers.ShouldAllBe(a => a.Status == 200);
        (await _host.RowsAsync($"SELECT count(*) FROM kyc.records WHERE user_id = {id} UNION ALL SELECT count(*) FROM kyc.changes WHERE user_id = {id}")).ShouldBe(["1", "8"]);
    }

    [Fact]
    public async Task Submit_MissingFields_TellsEach()
    {
        var (_, token) = await fixture.NewUserAsync();
        var (status, body) = await _host.SubmitAsync(token, new { });
        status.ShouldBe(422);
        JsonNode.Parse(body)!["detail"]!.AsArray().Select(e => (string)e!["loc"]![1]!).ShouldBe(KycForms.IdentityFields);
    }

    [Theory]
    [InlineData("pan_number", 35)]
    [InlineData("address_line", 501)]
    [InlineData("city", 101)]
    [InlineData("document_front_url", 2001)]
    public async Task Submit_FieldTooLong_Is422(string field, int length)
    {
        var (_, token) = await fixture.NewUserAsync();
        var form = System.Text.Json.JsonSerializer.SerializeToNode(KycForms.Identity())!;
        form[field] = new string('7', length);
        var (status, body) = await _host.SubmitAsync(token, form);
        status.ShouldBe(422);
        ((string)JsonNode.Parse(body)!["detail"]![0]!["loc"]![1]!).ShouldBe(field);
        if (field == "pan_number")
        {
            body.ShouldNotContain("7777", Case.Sensitive, "a personal number ends up in no error report");
        }
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData(" JavaScript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("java\nscript:alert(1)")]
    public async Task Submit_LinkThatAnAdminMustNotClick_Is422(string link)
    {
        var (_, token) = await fixture.NewUserAsync();
        (await _host.SubmitAsync(token, KycForms.Identity(front: link))).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Submit_ForAnotherUser_IsForTheCaller()
    {
        var ((ana, anas), (eva, evas)) = (await fixture.NewUserAsync(), await fixture.NewUserAsync());
        var form = System.Text.Json.JsonSerializer.SerializeToNode(KycForms.Identity())!;
        (form["user_id"], form["status"], form["id"]) = (eva, "approved", 1);
        await _host.SubmitAsync(anas, form);
        (await _host.CallAsync(HttpMethod.Get, $"/kyc/status?user_id={ana}", evas)).Body.ShouldNotContain(KycForms.Pan);
        ((string)(await _host.StatusAsync(anas))["status"]!).ShouldBe("pending");
        (await _host.RowsAsync($"SELECT count(*) FROM kyc.records WHERE user_id = {eva}")).ShouldBe(["0"]);
    }

    [Fact]
    public async Task Routes_WithoutAToken_Are401()
    {
        (await _host.SubmitAsync(null, KycForms.Identity())).Status.ShouldBe(401);
        (await _host.SubmitAsync(null, KycForms.Statement(TestPdf.Statement))).Status.ShouldBe(401);
        (await _host.CallAsync(HttpMethod.Get, "/kyc/status", null)).Status.ShouldBe(401);
    }
}
