using System.Text.Json;
using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Monolith.Unit.Kyc;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

/// <summary>The trading frontend's contract below <c>/kyc</c>: two forms on one path, each with its own flag, and one status.</summary>
public abstract class KycContract : ContractTests
{
    private const string Submit = "/kyc/submit";
    private const string NothingYet =
        """{"status":"pending","pan_number":null,"aadhaar_number":null,"address_line":null,"city":null,"state":null,"pincode":null,"document_front_url":null,"document_back_url":null,"reviewed_at":null}""";

    private static readonly string Identity = JsonSerializer.Serialize(KycForms.Identity());

    private protected KycContract(SharedEnvironment shared, ContractRun run, int? percent, ITestOutputHelper output)
        : base(shared, run, percent, output)
    {
    }

    [Fact]
    public async Task Identity_Submitted_WaitsForReviewWithItsFields()
    {
        var user = await Api.SignUpToTradeAsync();
        (await StatusAsync(user)).ShouldBe(200, NothingYet);

        (await user.Api.PostAsync(Submit, Identity, user.Token)).ShouldBe(200, """{"message":"KYC submitted. Awaiting review."}""");

        var expected = JsonNode.Parse(Identity)!.AsObject();
        (expected["status"], expected["reviewed_at"]) = ("pending", null);
        (await StatusAsync(user)).ShouldBe(200, expected.ToJsonString());
        (await user.Api.PostAsync(Submit, "{}", user.Token)).Json!["detail"]!.AsArray()
            .Select(e => $"{e!["type"]} {e["loc"]![1]}").ShouldBe(KycForms.IdentityFields.Select(field => $"missing {field}"));
    }

    [Fact]
    public async Task Statement_ByWhatItHolds_IsApprovedOrRejectedAndAResubmissionWaitsAgain()
    {
        var user = await Api.SignUpToTradeAsync();
        (await SubmitAsync(user, KycForms.Statement(TestPdf.Statement, name: TestPdf.Name.ToLowerInvariant()))).ShouldBe(
            200, """{"message":"KYC verification completed","status":"approved","verification_results":{"name":true,"account":true,"ifsc":true}}""");
        var status = (await StatusAsync(user)).Json!.AsObject();
        status.Select(p => p.Key).ShouldBe(["status", "full_name", "account_number", "ifsc_code", "verification_details", "updated_at"]);
        status["verification_details"]!.ToJsonString().ShouldBe("""{"name":true,"account":true,"ifsc":true}""");

        (await SubmitAsync(user, KycForms.Statement(TestPdf.Statement, account: "00000000"))).ShouldBe(
            200, """{"message":"KYC verification completed","status":"rejected","verification_results":{"name":true,"account":false,"ifsc":true}}""");
        (await user.Api.PostAsync(Submit, Identity, user.Token)).Status.ShouldBe(200);
        (await StatusAsync(user)).Json!["status"]!.GetValue<string>().ShouldBe("pending");
    }

    [Fact]
    public async Task Statement_ThatCannotBeRead_IsRefusedInTheContractsWords()
    {
        var user = await Api.SignUpToTradeAsync();
        (await SubmitAsync(user, KycForms.Statement(TestPdf.Statement, fileName: "statement.txt"))).ShouldBe(400, """{"detail":"Only PDF files are allowed"}""");
        (await StatusAsync(user)).ShouldBe(200, NothingYet);

        var secret = TestPdf.Encrypted("open sesame", TestPdf.Statement);
        (await SubmitAsync(user, KycForms.Statement(secret))).ShouldBe(400, """{"detail":"KYC verification failed: This PDF requires a password!"}""");
        (await SubmitAsync(user, KycForms.Statement(secret, password: "wrong"))).ShouldBe(400, """{"detail":"KYC verification failed: Incorrect PDF password!"}""");
        var rejected = (await StatusAsync(user)).Json!;
        $"{rejected["status"]} {rejected["verification_details"]!.ToJsonString()}".ShouldBe("""rejected {"error":"Incorrect PDF password!"}""");
        (await SubmitAsync(user, KycForms.Statement(secret, password: "open sesame"))).Json!["status"]!.GetValue<string>().ShouldBe("approved");
    }

    [Fact]
    public async Task Routes_WithoutAUsableToken_Are401InTheContractsWords()
    {
        (await Api.GetAsync("/kyc/status")).ShouldBe(401, """{"detail":"Not authenticated. Provide token in Authorization header or query parameter."}""");
        (await Api.PostAsync(Submit, Identity, "garbage")).ShouldBe(401, """{"detail":"Invalid token"}""");
        (await Api.PostFormAsync(Submit, KycForms.Statement(TestPdf.Statement), "garbage")).ShouldBe(401, """{"detail":"Invalid token"}""");
    }

    [Fact]
    public async Task Routes_EachByItsOwnFlag_AreAnsweredByEverySide()
    {
        await ShouldComeFromEverySideAsync(StatusAsync);
        await ShouldComeFromEverySideAsync(user => user.Api.PostAsync(Submit, Identity, user.Token));
        await ShouldComeFromEverySideAsync(user => SubmitAsync(user, KycForms.Statement([], fileName: "statement.txt")));
    }

    private static Task<Answer> StatusAsync(SignedInUser user) => user.GetAsync("/kyc/status");

    private static Task<Answer> SubmitAsync(SignedInUser user, MultipartFormDataContent form) => user.Api.PostFormAsync(Submit, form, user.Token);
}

public sealed class KycContractOnMonolith(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : KycContract(shared, run, 0, output);

public sealed class KycContractOnService(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : KycContract(shared, run, 100, output);

public sealed class KycContractOnBoth(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : KycContract(shared, run, 50, output);

public sealed class KycContractWhileFlipping(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : KycContract(shared, run, Flipping, output);
