using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

/// <summary>Sessions with a refresh token: begun on one side, they go on and end on either.</summary>
public abstract class SessionContract : ContractTests
{
    private const string Sessions = "/api/auth/sessions";

    private protected SessionContract(SharedEnvironment shared, ContractRun run, int? percent, ITestOutputHelper output)
        : base(shared, run, percent, output)
    {
    }

    [Fact]
    public async Task Session_FromItsStartToItsEnd_IsTheSameEverywhere()
    {
        var user = await Api.SignUpToTradeAsync();
        var first = await StartAsync(user);
        var second = await RefreshAsync(first);
        second.Status.ShouldBe(200, second.ToString());
        second.Header("cache-control").ShouldBe("no-store");
        (await Api.GetAsync("/profile", Access(second))).Status.ShouldBe(200);
        (await Api.GetAsync(Sessions, Access(second))).Json!.AsArray().Count.ShouldBe(2);

        (await Api.PostAsync($"{Sessions}/revoke-others", null, Access(second))).ShouldBe(200, """{"ended":1}""");
        await EndsAsync(user.Token);
        (await Api.DeleteAsync($"{Sessions}/{second.Json!["session_id"]}", null, Access(second))).Status.ShouldBe(204);
        await EndsAsync(Access(second));
    }

    [Fact]
    public async Task RefreshToken_UsedTwice_EndsItsSession()
    {
        var first = await StartAsync(await Api.SignUpToTradeAsync());
        var second = await RefreshAsync(first);

        (await RefreshAsync(first)).ShouldSay(401, "Unauthenticated.");
        (await RefreshAsync(second)).ShouldSay(401, "Unauthenticated.");
        await EndsAsync(Access(second));
    }

    /// <summary>Everywhere, and for what belongs to another module; other processes learn of it within a second.</summary>
    private async Task EndsAsync(string token)
    {
        var check = Api.Answered;
        // Whoever learns of it first refuses: the Host, before there is a side, or the service.
        Api.Answered = null;
        await Eventually.BecomesAsync(async () => (await Api.GetAsync("/wallet", token)).Body, """{"detail":"Invalid token"}""");
        Api.Answered = check;
    }

    private async Task<Answer> StartAsync(SignedInUser user)
    {
        var started = await Api.PostAsync(Sessions, new JsonObject { ["email"] = user.Email, ["password"] = user.Password, ["device"] = "telephone" }.ToJsonString());
        started.Status.ShouldBe(201, started.ToString());
        return started;
    }

    private Task<Answer> RefreshAsync(Answer tokens)
        => Api.PostAsync($"{Sessions}/refresh", new JsonObject { ["refresh_token"] = tokens.Json!["refresh_token"]!.GetValue<string>() }.ToJsonString());

    private static string Access(Answer tokens) => tokens.Json!["access_token"]!.GetValue<string>();
}

public sealed class SessionContractOnMonolith(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : SessionContract(shared, run, 0, output);

public sealed class SessionContractOnService(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : SessionContract(shared, run, 100, output);

public sealed class SessionContractOnBoth(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : SessionContract(shared, run, 50, output);

public sealed class SessionContractWhileFlipping(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : SessionContract(shared, run, Flipping, output);
