using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Kyc;

/// <summary>Two flags on one path: each form goes where its own flag says, whatever the other's does.</summary>
public sealed class TwoFormsTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    private const string Json = "application/json";
    private const string Form = "multipart/form-data; boundary=x";

    private const string Identity =
        """{"pan_number":"ABCDE1234F","aadhaar_number":"999941057058","address_line":"12 MG Road","city":"Pune","state":"MH","pincode":"411001","document_front_url":"https://f.example/1","document_back_url":"https://f.example/2"}""";

    // Without a table of contents: readers look for the objects themselves.
    private const string Pdf =
        """
        %PDF-1.4
        1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
        2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
        3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
        4 0 obj <</Length 66>> stream
        BT /F1 12 Tf 72 700 Td (Ana Silva 50100234567890 HDFC0001234) Tj ET
        endstream endobj
        5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
        trailer <</Root 1 0 R>>
        %%EOF
        """;

    [Fact]
    public async Task Submit_AtAllFourPositionsOfTheFlags_GoesByItsOwnFlagAndAnswersTheSame()
    {
        List<string>? expected = null;
        foreach (var (identity, statement) in new[] { (0, 0), (100, 0), (0, 100), (100, 100) })
        {
            await Operator.ShiftAsync("kyc.submit_identity", identity);
            await Operator.ShiftAsync("kyc.submit_statement", statement);
            await Operator.ShiftAsync("kyc.status", statement);

            var answers = await ConversationAsync(SideOf(identity), SideOf(statement));

            expected ??= answers;
            answers.ShouldBe(expected, $"identity at {identity} %, statement at {statement} %");
        }

        static Side SideOf(int percent) => percent == 0 ? Side.Monolith : Side.Service;
    }

    private async Task<List<string>> ConversationAsync(Side identity, Side statement)
    {
        var (user, answers) = (await Api.SignUpAsync(), new List<string>());
        foreach (var body in new[] { Identity, "{}", "{", "null", "", Identity.Replace("https://f.example/1", "javascript:x", StringComparison.Ordinal) })
        {
            await SendAsync(Json, body, identity);
        }

        await SendAsync("Application/JSON; charset=utf-8", Identity, identity);
        (await Api.GetAsync("/kyc/status", user.Token)).Body.ShouldContain("\"status\":\"pending\",\"pan_number\":\"ABCDE1234F\"");

        foreach (var body in new[]
        {
            FormOf(Pdf), FormOf(Pdf.Replace("HDFC", "ICIC", StringComparison.Ordinal)), FormOf("hello"), FormOf("%PDF-1.4 broken"), FormOf(Pdf, "statement.txt"), FormOf(new string('%', 5_300_000)),
            "--x--\r\n", "", "rubbish",
        })
        {
            await SendAsync(Form, body, statement);
        }

        await SendAsync("multipart/form-data", FormOf(Pdf), statement);
        await SendAsync(Form, FormOf(Pdf), statement);
        (await Api.GetAsync("/kyc/status", user.Token)).Body.ShouldContain("\"status\":\"approved\",\"full_name\":\"ana silva\"");

        foreach (var other in new[] { "text/plain", "multipart/mixed; boundary=x", "application/x-www-form-urlencoded", "garbage" })
        {
            await SendAsync(other, Identity, servedBy: null);
        }

        return answers;

        async Task SendAsync(string contentType, string body, Side? servedBy)
        {
            var answer = await Api.SendAsync(HttpMethod.Post, "/kyc/submit", user.Token, body, ("Content-Type", contentType));
            answer.Status.ShouldBeLessThan(500, answer.ToString()[..Math.Min(2000, answer.ToString().Length)]);
            answer.ServedBy.ShouldBe(servedBy, contentType);
            answers.Add((answer with { Request = $"{contentType}, {body.Length} characters" }).Comparable());
        }
    }

    private static string FormOf(string file, string name = "statement.pdf") => string.Join("\r\n",
        [Field("full_name", "ana silva"), Field("account_number", "50100234567890"), Field("ifsc_code", "hdfc0001234"), Field("bank_statement", file, $"; filename=\"{name}\""), "--x--", ""]);

    private static string Field(string name, string value, string more = "") => $"--x\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}";
}
