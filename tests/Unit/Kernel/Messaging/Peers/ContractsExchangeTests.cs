using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Monolith.Kernel.Messaging.Peers;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;
using Monolith.ProbeModule;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Messaging.Peers;

/// <summary>Nothing is sent to a process before its contracts were compared with ours, nor when they do not fit.</summary>
public sealed class ContractsExchangeTests : IAsyncLifetime
{
    private static readonly ProbeQuery Query = new(ProbeKind.Answer, "");
    private FakePeer _peer = null!;
    private WebApplication _sender = null!;

    public async Task InitializeAsync()
    {
        _peer = await FakePeer.StartAsync();
        // The first call of a process takes its time where the machine is busy.
        _sender = Placement.SenderTo(_peer.Url, ("Modules:Probe:Timeout", "00:00:30"));
    }

    public async Task DisposeAsync()
    {
        await _sender.DisposeAsync();
        await _peer.DisposeAsync();
    }

    [Fact]
    public async Task Send_SameContracts_AreExchangedOnceForAll()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Placement.SendAsync(_sender, Query)));

        _peer.Greetings.ShouldBe(1);
        _peer.Tokens.Count.ShouldBe(20);
        (await HealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Send_MemberHasAnotherType_IsUnavailableAndHealthNamesIt()
    {
        _peer.Change = contracts => FieldsOf(contracts, "probe.ProbeQuery")["answer.userId"] = "string";

        var result = await Placement.SendAsync(_sender, Query);

        result.Error!.Kind.ShouldBe(ErrorKind.Unavailable);
        result.Error.Message.ShouldContain("'answer.userId'");
        _peer.Tokens.ShouldBeEmpty();
        var health = await HealthAsync();
        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Description.ShouldNotBeNull().ShouldContain("probe.ProbeQuery: 'answer.userId'");
    }

    [Fact]
    public async Task Send_PeerWasReplacedByOneThatFits_IsAnsweredAgain()
    {
        _peer.Change = contracts => FieldsOf(contracts, "probe.ProbeQuery")["request.text"] = "int32";
        (await Placement.SendAsync(_sender, Query)).Succeeded.ShouldBeFalse();

        (_peer.Change, _peer.Instance) = (null, "second");

        await Eventually.BecomesAsync(async () => (await Placement.SendAsync(_sender, Query)).Succeeded, true);
    }

    [Fact]
    public async Task Send_PeerRestartedWithAnotherVersion_IsComparedBeforeAnythingIsSent()
    {
        (await Placement.SendAsync(_sender, Query)).Succeeded.ShouldBeTrue();
        _peer.Instance = "second";
        _peer.Change = contracts => FieldsOf(contracts, "probe.ProbeQuery")["request.required"] = "string";

        (await Placement.SendAsync(_sender, Query)).Error!.Message.ShouldContain("'request.required'");
        _peer.Tokens.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Send_PeerHasAnOptionalMemberMore_IsAnswered()
    {
        _peer.Change = contracts => FieldsOf(contracts, "probe.ProbeQuery")["request.more"] = "string? optional";

        (await Placement.SendAsync(_sender, Query)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Send_PeerDoesNotKnowTheRequest_LeavesTheOthersAlone()
    {
        _peer.Change = contracts => contracts["requests"]!.AsArray().Remove(RequestOf(contracts, "probe.ProbeCommand"));

        (await Placement.SendAsync(_sender, Query)).Error.ShouldBeNull();
        (await Placement.SendAsync(_sender, new ProbeCommand(ProbeKind.Answer))).Error!.Message.ShouldContain("does not know");
        (await HealthAsync()).Description.ShouldNotBeNull().ShouldContain("probe.ProbeCommand");
    }

    [Fact]
    public async Task Greet_SenderDoesNotFit_IsInTheAnsweringSidesHealthToo()
    {
        await using var receiver = await Placement.StartAsync(ModulePlacement.InProcess);
        using var client = new HttpClient { BaseAddress = new Uri(receiver.Sender.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", new PlainTokens("movies").Issue("caller", ContractsExchange.Permission));
        var contracts = JsonNode.Parse("""{"service":"movies","instance":"i","module":"Probe","fingerprint":"f","requests":[{"name":"probe.ProbeCommand","fields":{"kind":"query"}}]}""")!;

        (await client.PostAsync("/internal/contracts", new StringContent(contracts.ToJsonString()))).EnsureSuccessStatusCode();

        var health = await HealthAsync(receiver.Sender);
        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Description.ShouldNotBeNull().ShouldContain("'movies' may not send to Probe: probe.ProbeCommand");
    }

    [Theory]
    [InlineData("probe.ProbeQuery")]
    [InlineData("contracts.exchang")]
    public async Task Greet_TokenForSomethingElse_Is401(string permission)
    {
        await using var receiver = await Placement.StartAsync(ModulePlacement.InProcess);
        using var client = new HttpClient { BaseAddress = new Uri(receiver.Sender.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", new PlainTokens("movies").Issue("caller", permission));

        ((int)(await client.PostAsync("/internal/contracts", new StringContent("{}"))).StatusCode).ShouldBe(401);
    }

    private Task<HealthReportEntry> HealthAsync() => HealthAsync(_sender);

    private static async Task<HealthReportEntry> HealthAsync(WebApplication process)
        => (await process.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "calls")).Entries["calls"];

    private static JsonNode RequestOf(JsonNode contracts, string name) => contracts["requests"]!.AsArray().Single(r => (string)r!["name"]! == name)!;

    private static JsonNode FieldsOf(JsonNode contracts, string request) => RequestOf(contracts, request)["fields"]!;
}
