using System.Net;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;
using Monolith.ProbeModule;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Messaging;

/// <summary>The same request means the same wherever the module is.</summary>
public sealed class PlacementTests
{
    public static TheoryData<ModulePlacement> Placements => [ModulePlacement.InProcess, ModulePlacement.Remote];

    [Theory]
    [MemberData(nameof(Placements))]
    public async Task Send_Answer_ArrivesWithTheCallersContext(ModulePlacement where)
    {
        await using var placement = await Placement.StartAsync(where);
        CallContext.Current = new CallContext("corr-1", 42, DateTimeOffset.UtcNow.AddSeconds(5));

        var result = await placement.SendAsync(new ProbeQuery(ProbeKind.Answer, "olá"));

        result.Succeeded.ShouldBeTrue();
        result.Value!.Text.ShouldBe("olá");
        result.Value.CorrelationId.ShouldBe("corr-1");
        result.Value.UserId.ShouldBe(42);
        result.Value.HasDeadline.ShouldBeTrue();
        result.Value.Numbers.ShouldBe([1, 2, 3]);
    }

    [Theory]
    [MemberData(nameof(Placements))]
    public async Task Send_CallerHasNoDeadline_WhatTheHandlerAsksOfOthersHasTheCalls(ModulePlacement where)
    {
        await using var placement = await Placement.StartAsync(where);
        CallContext.Current = new CallContext("corr-2", null, Deadline: null);

        (await placement.SendAsync(new ProbeQuery(ProbeKind.Answer, ""))).Value!.HasDeadline.ShouldBeTrue();

        CallContext.Current.Deadline.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Placements))]
    public async Task Send_ExpectedFailure_ArrivesAsItIs(ModulePlacement where)
    {
        await using var placement = await Placement.StartAsync(where);

        var result = await placement.SendAsync(new ProbeQuery(ProbeKind.Fail, ""));

        result.Error.ShouldBe(new Error("probe.expected", "Não há nada aqui.", ErrorKind.NotFound));
        placement.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Placements))]
    public async Task Send_HandlerThrows_IsAFailureWithoutTheDetail(ModulePlacement where)
    {
        await using var placement = await Placement.StartAsync(where);

        var result = await placement.SendAsync(new ProbeCommand(ProbeKind.Throw));

        result.Error!.Kind.ShouldBe(ErrorKind.Failed);
        result.Error.Message.ShouldNotContain("secret detail");
    }

    [Theory]
    [MemberData(nameof(Placements))]
    public async Task Send_HandlerHangs_IsUnavailableWithinTheTimeout(ModulePlacement where)
    {
        await using var placement = await Placement.StartAsync(where, settings: [("Modules:Probe:Timeout", "00:00:02")]);

        var answer = placement.SendAsync(new ProbeCommand(ProbeKind.Hang));

        (await answer.WaitAsync(TimeSpan.FromSeconds(10))).Error!.Kind.ShouldBe(ErrorKind.Unavailable);
        placement.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Placements))]
    public async Task Send_DeadlineHasPassed_IsUnavailable(ModulePlacement where)
    {
        await using var placement = await Placement.StartAsync(where);
        CallContext.Current = new CallContext("late", null, DateTimeOffset.UtcNow.AddSeconds(-1));

        var result = await placement.SendAsync(new ProbeQuery(ProbeKind.Hang, ""));

        result.Error!.Kind.ShouldBe(ErrorKind.Unavailable);
        placement.Calls.Count.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Placements))]
    public async Task Send_CallersDeadlinePasses_IsCancelledWhereItRuns(ModulePlacement where)
    {
        await using var placement = await Placement.StartAsync(where, settings: [("Modules:Probe:Timeout", "00:02:00")]);
        CallContext.Current = new CallContext("hurried", null, DateTimeOffset.UtcNow.AddSeconds(3));

        (await placement.SendAsync(new ProbeCommand(ProbeKind.Hang))).Error!.Kind.ShouldBe(ErrorKind.Unavailable);

        await Eventually.BecomesAsync(() => placement.Calls.Cancelled, 1, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Post_TimeLeftIsNone_IsNotBegun()
    {
        await using var placement = await Placement.StartAsync(ModulePlacement.InProcess);
        using var client = new HttpClient { BaseAddress = new Uri(placement.Sender.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", new PlainTokens("caller").Issue("caller", "probe.ProbeQuery"));
        client.DefaultRequestHeaders.Add("X-Internal-Time-Left-Ms", "0");

        var answer = await client.PostAsync("/internal/requests/probe/ProbeQuery", new StringContent("""{"kind":0,"text":""}"""));

        (await answer.Content.ReadAsStringAsync()).ShouldContain(Unavailable.Code);
        placement.Calls.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Send_ReceiverIsAnotherProcessByNow_IsAnsweredByThatOnce()
    {
        await using var placement = await Placement.StartAsync(ModulePlacement.Remote);
        (await placement.SendAsync(new ProbeCommand(ProbeKind.Answer))).Succeeded.ShouldBeTrue();
        await placement.RestartReceiverAsync();

        (await placement.SendAsync(new ProbeCommand(ProbeKind.Answer))).Error.ShouldBeNull();
        placement.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Send_RemoteIsDown_IsUnavailable()
    {
        await using var placement = await Placement.StartAsync(ModulePlacement.Remote);
        await placement.StopReceiverAsync();

        var result = await placement.SendAsync(new ProbeQuery(ProbeKind.Answer, ""));

        result.Error!.Kind.ShouldBe(ErrorKind.Unavailable);
        result.Error.Code.ShouldBe(Unavailable.Code);
    }

    [Fact]
    public async Task Send_TokenForAnotherService_IsRefused()
    {
        await using var placement = await Placement.StartAsync(ModulePlacement.Remote, receiver: "somebody-else");

        var result = await placement.SendAsync(new ProbeQuery(ProbeKind.Answer, ""));

        result.Error!.Code.ShouldBe("module.refused");
        placement.Calls.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Post_WithoutToken_Is401()
    {
        await using var placement = await Placement.StartAsync(ModulePlacement.InProcess);
        using var client = new HttpClient { BaseAddress = new Uri(placement.Sender.Urls.First()) };

        using var response = await client.PostAsync("/internal/requests/probe/ProbeQuery", new StringContent("{}"));

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("""{"kind":0}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"kind":0,"text":"a","text":"b"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"kind":0,"text":"a","new":1}""", HttpStatusCode.OK)]
    public async Task Post_Body_IsReadStrictlyButForwardCompatibly(string body, HttpStatusCode expected)
    {
        await using var placement = await Placement.StartAsync(ModulePlacement.InProcess);
        using var client = new HttpClient { BaseAddress = new Uri(placement.Sender.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", new PlainTokens("caller").Issue("caller", "probe.ProbeQuery"));

        using var response = await client.PostAsync("/internal/requests/probe/ProbeQuery", new StringContent(body));

        response.StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("caller", "probe.ProbeCommand")]
    [InlineData("stranger", "probe.ProbeQuery")]
    public async Task Post_TokenThatDoesNotAllowTheRequest_Is403(string sender, string permission)
    {
        await using var placement = await Placement.StartAsync(ModulePlacement.InProcess);
        using var client = new HttpClient { BaseAddress = new Uri(placement.Sender.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", new PlainTokens(sender).Issue("caller", permission));

        using var response = await client.PostAsync("/internal/requests/probe/ProbeQuery", new StringContent("""{"kind":0,"text":""}"""));

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        placement.Calls.Count.ShouldBe(0);
    }
}
