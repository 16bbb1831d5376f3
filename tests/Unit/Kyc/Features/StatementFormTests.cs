using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kyc.Statements;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kyc.Features;

public sealed class StatementFormTests(KycFixture fixture) : IClassFixture<KycFixture>
{
    private readonly KycHost _host = fixture.Host;

    [StatementFact]
    public async Task Submit_AllThreeInTheText_IsApproved()
    {
        var (id, token) = await fixture.NewUserAsync();
        (await _host.SubmitAsync(token, KycForms.Statement(TestPdf.Statement))).ShouldBe(
            (200, """{"message":"KYC verification completed","status":"approved","verification_results":{"name":true,"account":true,"ifsc":true}}"""));
        var status = await _host.StatusAsync(token);
        status.Select(f => f.Key).ShouldBe(["status", "full_name", "account_number", "ifsc_code", "verification_details", "updated_at"]);
        ((string)status["status"]!, (string)status["account_number"]!).ShouldBe(("approved", TestPdf.Account));
        status["verification_details"]!.ToJsonString().ShouldBe("""{"name":true,"account":true,"ifsc":true}""");
        (await _host.RowsAsync($"SELECT state, changed_by, reason FROM kyc.changes WHERE user_id = {id} ORDER BY id")).ShouldBe(
            [$"Pending|{id}|", "Approved||In the statement: name found, account found, branch found."]);
    }

    [StatementFact]
    public async Task Submit_OneNotInTheText_IsRejected()
    {
        var (_, token) = await fixture.NewUserAsync();
        (await _host.SubmitAsync(token, KycForms.Statement(TestPdf.Statement, ifsc: "ICIC0009999"))).ShouldBe(
            (200, """{"message":"KYC verification completed","status":"rejected","verification_results":{"name":true,"account":true,"ifsc":false}}"""));
        ((string)(await _host.StatusAsync(token))["status"]!).ShouldBe("rejected");
    }

    [StatementFact]
    public async Task Submit_EncryptedStatement_FailsInTheContractsWordsUntilThePasswordIsRight()
    {
        var (_, token) = await fixture.NewUserAsync();
        var pdf = TestPdf.Encrypted("open sesame", TestPdf.Statement);
        (await _host.SubmitAsync(token, KycForms.Statement(pdf))).ShouldBe((400, """{"detail":"KYC verification failed: This PDF requires a password!"}"""));
        (await _host.SubmitAsync(token, KycForms.Statement(pdf, password: "nope"))).ShouldBe((400, """{"detail":"KYC verification failed: Incorrect PDF password!"}"""));
        var rejected = await _host.StatusAsync(token);
        ((string)rejected["status"]!).ShouldBe("rejected");
        rejected["verification_details"]!.ToJsonString().ShouldBe("""{"error":"Incorrect PDF password!"}""");

        (await _host.SubmitAsync(token, KycForms.Statement(pdf, password: "open sesame"))).Status.ShouldBe(200);
        ((string)(await _host.StatusAsync(token))["status"]!).ShouldBe("approved");
        _host.Process.Log.All.ShouldAllBe(line => !line.Contains("sesame") && !line.Contains(TestPdf.Account));
    }

    [Theory]
    [InlineData("statement.txt", "%PDF-1.4 x")]
    [InlineData("statement.pdf", "hello")]
    [InlineData("statement.pdf", "")]
    [InlineData("statement.pdf", "<script>%PDF-1.4</script>")]
    [InlineData("statement.pdf.exe", "%PDF-1.4 x")]
    [InlineData("pdf", "%PDF-1.4 x")]
    public async Task Submit_NoPdf_IsRefusedAndChangesNothing(string fileName, string content)
    {
        var (id, token) = await fixture.NewUserAsync();
        (await _host.SubmitAsync(token, KycForms.Statement(System.Text.Encoding.UTF8.GetBytes(content), fileName: fileName))).ShouldBe((400, """{"detail":"Only PDF files are allowed"}"""));
        (await _host.RowsAsync($"SELECT count(*) FROM kyc.records WHERE user_id = {id}")).ShouldBe(["0"]);
    }

    [StatementFact]
    public async Task Submit_NameThatIsAPath_IsOnlyAName()
    {
        var (_, token) = await fixture.NewUserAsync();
        foreach (var name in new[] { "../../../etc/cron.d/x.pdf", "/tmp/x.PDF", "-upw.pdf", "$(id).pdf", "a\\b.pdf" })
        {
            (await _host.SubmitAsync(token, KycForms.Statement(TestPdf.Statement, fileName: name))).Status.ShouldBe(200, name);
        }
    }

    [StatementFact]
    public async Task Submit_BrokenAndHostileFiles_AreRejectedAndTheProcessLives()
    {
        var (_, token) = await fixture.NewUserAsync();
        (await _host.SubmitAsync(token, KycForms.Statement("%PDF-1.4\nrubbish"u8.ToArray()))).ShouldBe((400, """{"detail":"KYC verification failed: This PDF could not be read."}"""));
        ((string)(await _host.StatusAsync(token))["status"]!).ShouldBe("rejected");
        (await _host.SubmitAsync(token, KycForms.Statement(TestPdf.Statement))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Submit_MissingFields_TellsEach()
    {
        var (_, token) = await fixture.NewUserAsync();
        using var form = new MultipartFormDataContent { { new StringContent("x"), "other" } };
        var (status, body) = await _host.SubmitAsync(token, form);
        status.ShouldBe(422);
        var errors = JsonNode.Parse(body)!["detail"]!.AsArray();
        errors.Select(e => (string)e!["loc"]![1]!).ShouldBe(["full_name", "account_number", "ifsc_code", "bank_statement"]);
        errors.ShouldAllBe(e => (string)e!["type"]! == "missing");
    }

    [Fact]
    public async Task Submit_ValuesThatAreInEveryText_Are422AndNotRepeated()
    {
        var (_, token) = await fixture.NewUserAsync();
        var (status, body) = await _host.SubmitAsync(token, KycForms.Statement(TestPdf.Statement, name: "A", account: "98765", ifsc: "H", password: "pass\nword"));
        status.ShouldBe(422);
        JsonNode.Parse(body)!["detail"]!.AsArray().Count.ShouldBe(4);
        body.ShouldNotContain("98765");
        body.ShouldNotContain("pass\\n");
    }

    [Theory]
    [InlineData("a ", TestPdf.Account, TestPdf.Ifsc, "full_name", 2)]
    [InlineData(TestPdf.Name, "1     ", TestPdf.Ifsc, "account_number", 6)]
    [InlineData(TestPdf.Name, "1    2", TestPdf.Ifsc, "account_number", 6)]
    [InlineData(TestPdf.Name, TestPdf.Account, "\u00a0\u2003 H", "ifsc_code", 4)]
    public async Task Submit_ValueThatIsLongByWhiteSpaceOnly_Is422(string name, string account, string ifsc, string field, int atLeast)
    {
        var (id, token) = await fixture.NewUserAsync();
        (await _host.SubmitAsync(token, KycForms.Statement(TestPdf.Statement, name, account, ifsc))).ShouldBe(
            (422, $$"""{"detail":[{"type":"string_too_short","loc":["body","{{field}}"],"msg":"String should have at least {{atLeast}} characters","input":null}]}"""));
        (await _host.RowsAsync($"SELECT count(*) FROM kyc.records WHERE user_id = {id}")).ShouldBe(["0"]);
    }

    [Theory]
    [InlineData("multipart/form-data", "--x\r\n\r\n--x--", 400, "Missing boundary in multipart.")]
    [InlineData("multipart/form-data; boundary=\"\"", "", 400, "Missing boundary in multipart.")]
    [InlineData("multipart/form-data; boundary=0123456789012345678901234567890123456789012345678901234567890123456789x", "", 400, "Missing boundary in multipart.")]
    [InlineData("multipart/form-data; boundary=x", "", 400, "There was an error parsing the body")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"full_name\"\r\n\r\nAna", 400, "There was an error parsing the body")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n\r\nno name\r\n--x--\r\n", 400, "There was an error parsing the body")]
    public async Task Submit_MalformedBody_Is400(string contentType, string body, int status, string detail)
    {
        var (_, token) = await fixture.NewUserAsync();
        (await _host.SubmitAsync(token, KycForms.Raw(contentType, body))).ShouldBe((status, $$"""{"detail":"{{detail}}"}"""));
    }

    [Fact]
    public async Task Submit_ManyParts_Is400()
    {
        var (_, token) = await fixture.NewUserAsync();
        using var form = new MultipartFormDataContent();
        for (var i = 0; i < 1000; i++)
        {
            form.Add(new StringContent("x"), $"f{i}");
        }

        (await _host.SubmitAsync(token, form)).ShouldBe((400, """{"detail":"Too many fields. Maximum number of fields is 20."}"""));
    }

    [Fact]
    public async Task Submit_TooLarge_Is413()
    {
        var (_, token) = await fixture.NewUserAsync();
        byte[] large = [.. "%PDF-1.4"u8, .. new byte[(5 * 1024 * 1024) + 1]];
        (await _host.SubmitAsync(token, KycForms.Statement(large))).Status.ShouldBe(413);
        (await _host.SubmitAsync(token, KycForms.Statement(TestPdf.Statement, name: new string('n', 5000)))).Status.ShouldBe(413);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/mixed; boundary=x")]
    public async Task Submit_AnotherMediaType_Is415(string contentType)
    {
        var (_, token) = await fixture.NewUserAsync();
        (await _host.SubmitAsync(token, KycForms.Raw(contentType, "x"))).ShouldBe((415, """{"detail":"Unsupported Media Type"}"""));
    }

    [Fact]
    public async Task Submit_WithoutAMediaType_Is415()
    {
        var (_, token) = await fixture.NewUserAsync();
        (await _host.SubmitAsync(token, new ByteArrayContent("{}"u8.ToArray()))).ShouldBe((415, """{"detail":"Unsupported Media Type"}"""));
        (await _host.SubmitAsync(null, new ByteArrayContent("{}"u8.ToArray()))).Status.ShouldBe(401);
    }

    [StatementFact]
    public async Task Submit_MoreThanItMay_IsRefused()
    {
        await using var host = await KycHost.StartAsync(await TemporaryPostgres.CreateDatabaseAsync(), ("Kyc:MaxTextBytes", "1024"));
        var (_, token) = await host.UserAsync("ana");
        (await host.SubmitAsync(token, KycForms.Statement(TestPdf.Of([.. Enumerable.Range(0, 40).Select(i => $"{i} {new string('a', 50)}")])))).ShouldBe(
            (400, """{"detail":"KYC verification failed: This PDF is too large or too complicated to be read."}"""));
        ((string)(await host.StatusAsync(token))["status"]!).ShouldBe("rejected");
    }

    [StatementFact]
    public async Task Submit_ManyOfOneUserAtOnce_TakeOnePlaceUntilTheyAreRead()
    {
        var ((_, many), (_, other)) = (await fixture.NewUserAsync(), await fixture.NewUserAsync());
        var (ofMany, ofOther) = (Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SubmitAsync(many))), SubmitAsync(other));

        (await ofOther).Status.ShouldBe(200);
        var answers = await ofMany;
        answers.ShouldAllBe(a => a.Status == 200 || a.Body == """{"detail":"Too Many Requests"}""");
        answers.ShouldContain(a => a.Status == 200);
        answers.ShouldContain(a => a.Status == 429, "reading takes longer than receiving, and the place is kept for both");
        (await SubmitAsync(many)).Status.ShouldBe(200);

        Task<(int Status, string Body)> SubmitAsync(string token) => _host.SubmitAsync(token, KycForms.Statement(TestPdf.Statement));
    }

    [StatementFact]
    public async Task Submit_WhileAPlaceIsTaken_IsRefusedToItsUserAndToAllOnlyWhenAllAre()
    {
        await using var host = await KycHost.StartAsync(await TemporaryPostgres.CreateDatabaseAsync(), ("Kyc:MaxUploads", "2"));
        var ((slow, ana), (_, eva)) = (await host.UserAsync("ana"), await host.UserAsync("eva"));
        var uploads = host.Process.App.Services.GetRequiredService<StatementUploads>();
        using (uploads.EnterOf(slow))
        using (uploads.Enter())
        {
            using var refused = await host.Process.SendAsync("/kyc/submit", KycForms.Statement(TestPdf.Statement), ana);
            ((int)refused.StatusCode, refused.Headers.RetryAfter!.ToString()).ShouldBe((429, "5"));
            (await host.SubmitAsync(eva, KycForms.Statement(TestPdf.Statement))).Status.ShouldBe(200);
            using (uploads.Enter())
            {
                (await host.SubmitAsync(eva, KycForms.Statement(TestPdf.Statement))).ShouldBe((503, """{"detail":"Service Unavailable"}"""));
            }
        }

        (await host.SubmitAsync(ana, KycForms.Statement(TestPdf.Statement))).Status.ShouldBe(200);
    }
}
