using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Npgsql;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

/// <summary>The trading frontend's contract below <c>/admin</c>, and what a user sees of it.</summary>
public abstract class AdminContract : ContractTests
{
    private const string Pending = "/admin/kyc/pending";
    private const string Form =
        """{"pan_number":"ABCDE1234F","aadhaar_number":"999941057058","address_line":"12 MG Road","city":"Pune","state":"MH","pincode":"411001","document_front_url":"https://f.example/1","document_back_url":"https://f.example/2"}""";

    private readonly string _database;

    private protected AdminContract(SharedEnvironment shared, ContractRun run, int? percent, ITestOutputHelper output)
        : base(shared, run, percent, output)
        => _database = shared.Environment.AdminConnectionString;

    [Fact]
    public async Task Queue_FromSubmissionToDecision_IsTheContracts()
    {
        var (admin, user) = (await NewAdminAsync(), await Api.SignUpToTradeAsync());
        (await user.Api.PostAsync("/kyc/submit", Form, user.Token)).Status.ShouldBe(200);

        var listed = (await admin.GetAsync(Pending)).Json!.AsArray().Single(p => p!["user_id"]!.GetValue<int>() == user.Id)!;
        listed.AsObject().Select(p => p.Key).ShouldBe(["kyc_id", "user_id", "username", "pan_number", "aadhaar_number", "created_at"]);
        $"{listed["username"]}@example.com {listed["pan_number"]} {listed["aadhaar_number"]}".ShouldBe($"{user.Email} *******34F ********7058");

        var seen = (await admin.Api.PostAsync($"/admin/kyc/{user.Id}/view", """{"reason":"the queue"}""", admin.Token)).Json!;
        seen["identity"]!.ToJsonString().ShouldBe(Form);

        (await DecideAsync(admin, user.Id, """{"approve":true}""")).ShouldBe(200, $$"""{"message":"KYC approved for user {{user.Id}}"}""");
        (await StatusAsync(user)).ShouldBe("approved");
        (await DecideAsync(admin, user.Id, """{"approve":false,"reason":"blurred"}""")).ShouldBe(200, $$"""{"message":"KYC rejected for user {{user.Id}}"}""");
        (await StatusAsync(user)).ShouldBe("rejected");
        (await admin.GetAsync(Pending)).Json!.AsArray().ShouldAllBe(p => p!["user_id"]!.GetValue<int>() != user.Id);
    }

    [Fact]
    public async Task Decision_OnAUserWithoutKycOrWithoutABody_IsRefused()
    {
        var (admin, user) = (await NewAdminAsync(), await Api.SignUpToTradeAsync());
        (await DecideAsync(admin, user.Id, """{"approve":true}""")).ShouldBe(404, """{"detail":"KYC not found for user"}""");
        (await DecideAsync(admin, admin.Id, """{"approve":true}""")).ShouldBe(403, """{"detail":"Your own KYC is another admin's to decide on"}""");
        (await DecideAsync(admin, user.Id, "{}")).ShouldBe(422, """{"detail":[{"type":"missing","loc":["body","approve"],"msg":"Field required","input":null}]}""");
        (await DecideAsync(admin, user.Id, "{")).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Routes_ForWhoIsNoAdmin_AreRefused()
    {
        var user = await Api.SignUpToTradeAsync();
        (await user.GetAsync(Pending)).ShouldBe(403, """{"detail":"Admin only"}""");
        (await DecideAsync(user, user.Id, """{"approve":true}""")).ShouldBe(403, """{"detail":"Admin only"}""");
        (await Api.GetAsync(Pending)).ShouldBe(401, """{"detail":"Not authenticated. Provide token in Authorization header or query parameter."}""");
        (await Api.GetAsync(Pending, "garbage")).ShouldBe(401, """{"detail":"Invalid token"}""");
    }

    [Fact]
    public async Task Users_FoundSeenAndFrozen_AreSoOnEitherSide()
    {
        var (admin, user) = (await NewAdminAsync(), await Api.SignUpToTradeAsync());
        (await user.Api.PostAsync("/wallet/add", """{"amount":10}""", user.Token)).Status.ShouldBe(200);

        (await admin.GetAsync($"/admin/users?prefix={user.Email}")).Json!.AsArray().ShouldHaveSingleItem()!["user_id"]!.GetValue<int>().ShouldBe(user.Id);
        (await admin.Api.PostAsync($"/admin/users/{user.Id}/wallet/freeze", """{"reason":"a dispute"}""", admin.Token)).ShouldBe(200, $$"""{"message":"Wallet frozen for user {{user.Id}}"}""");
        var seen = (await admin.GetAsync($"/admin/users/{user.Id}")).Json!;
        seen["unavailable"]!.AsArray().ShouldBeEmpty();
        seen["wallet"]!["frozen_since"].ShouldNotBeNull();
        (await user.Api.PostAsync("/wallet/withdraw", """{"amount":1}""", user.Token)).ShouldBe(403, """{"detail":"Wallet is frozen"}""");
        (await admin.Api.PostAsync($"/admin/users/{user.Id}/wallet/unfreeze", """{"reason":"settled"}""", admin.Token)).Status.ShouldBe(200);
        (await user.Api.PostAsync("/wallet/withdraw", """{"amount":1}""", user.Token)).Status.ShouldBe(200);

        (await admin.GetAsync($"/admin/actions?user_id={user.Id}")).Json!.AsArray().Select(a => a!["kind"]!.GetValue<string>()).ShouldBe(["UnfreezeWallet", "ViewUser", "FreezeWallet", "ListUsers"]);
    }

    [Fact]
    public Task Queue_AskedAgainAndAgain_IsAnsweredByEverySide() => ShouldComeFromEverySideAsync(admin => admin.GetAsync(Pending), NewAdminAsync);

    [Fact]
    public async Task Flags_WhereverTheModuleIs_AreTheHostsOwn()
    {
        var flags = (await (await NewAdminAsync()).GetAsync("/admin/flags")).Json!.AsArray();

        flags.Select(f => f!["route"]!.GetValue<string>()).ShouldContain("admin.users-list");
        flags.ShouldAllBe(f => f!["percent"]!.GetValue<decimal>() >= 0 && f["service"] != null);
    }

    [Fact]
    public async Task OtherAdminPaths_FromOutside_DoNotExist()
    {
        var admin = await NewAdminAsync();
        foreach (var path in new[] { "/admin", "/admin/strangler/status", "/admin/events", "/admin/kyc" })
        {
            (await admin.GetAsync(path)).Status.ShouldBe(404, path);
        }
    }

    [Fact]
    public async Task Preflight_OfADecision_Allows()
    {
        var answer = await Api.SendAsync(
            HttpMethod.Options, "/admin/kyc/1/decide", null, null, ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type"));

        answer.Status.ShouldBeOneOf([200, 204], answer.ToString());
        answer.Header("access-control-allow-origin").ShouldBe("*");
    }

    private static Task<Answer> DecideAsync(SignedInUser admin, int user, string json) => admin.Api.PostAsync($"/admin/kyc/{user}/decide", json, admin.Token);

    private static async Task<string> StatusAsync(SignedInUser user) => (await user.GetAsync("/kyc/status")).Json!["status"]!.GetValue<string>();

    // By configuration is the other way, once for a whole system; here every class begins with empty tables.
    private async Task<SignedInUser> NewAdminAsync()
    {
        var user = await Api.SignUpToTradeAsync();
        await using var source = NpgsqlDataSource.Create(_database);
        await using var promote = source.CreateCommand("UPDATE auth.users SET role = 'admin' WHERE id = $1");
        promote.Parameters.AddWithValue(user.Id);
        (await promote.ExecuteNonQueryAsync()).ShouldBe(1);
        var login = await Api.PostAsync("/login", new JsonObject { ["username"] = user.Email.Split('@')[0], ["password"] = user.Password }.ToJsonString());
        login.Json!["role"]!.GetValue<string>().ShouldBe("admin");
        return user with { Token = login.Json["access_token"]!.GetValue<string>() };
    }
}

public sealed class AdminContractOnMonolith(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : AdminContract(shared, run, 0, output);

public sealed class AdminContractOnService(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : AdminContract(shared, run, 100, output);

public sealed class AdminContractOnBoth(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : AdminContract(shared, run, 50, output);

public sealed class AdminContractWhileFlipping(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : AdminContract(shared, run, Flipping, output);
