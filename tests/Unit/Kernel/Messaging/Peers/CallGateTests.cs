using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Results;
using Monolith.ProbeModule;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Messaging.Peers;

public sealed class CallGateTests : IAsyncLifetime
{
    private static readonly ProbeQuery Query = new(ProbeKind.Answer, "");
    private FakePeer _peer = null!;

    public async Task InitializeAsync() => _peer = await FakePeer.StartAsync();

    public async Task DisposeAsync() => await _peer.DisposeAsync();

    [Fact]
    public async Task Send_AsManyUnderWayAndWaitingAsMayBe_IsUnavailableAtOnceAndSaysWhy()
    {
        await using var sender = Sender(("Modules:Probe:MaxConcurrentCalls", "2"), ("Modules:Probe:MaxQueuedCalls", "1"));
        var release = new TaskCompletionSource();
        _peer.Answer = async context =>
        {
            await release.Task;
            await context.Response.WriteAsync(FakePeer.Answered);
        };
        var waiting = Enumerable.Range(0, 3).Select(_ => Placement.SendAsync(sender, Query)).ToList();
        await Eventually.BecomesAsync(() => _peer.Tokens.Count, 2);

        var refused = await Placement.SendAsync(sender, Query);

        refused.Error!.Code.ShouldBe(Unavailable.Code);
        refused.Error.Message.ShouldContain("MaxConcurrentCalls");
        release.SetResult();
        (await Task.WhenAll(waiting)).ShouldAllBe(r => r.Succeeded);
        _peer.Tokens.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Send_OneTargetIsFull_AnotherIsNotHeldUp()
    {
        await using var other = await FakePeer.StartAsync();
        await using var full = Sender(("Modules:Probe:MaxConcurrentCalls", "1"), ("Modules:Probe:MaxQueuedCalls", "0"));
        await using var free = Placement.SenderTo(other.Url);
        _peer.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        using var stop = new CancellationTokenSource();
        var hanging = Placement.SendAsync(full, Query);
        await Eventually.BecomesAsync(() => _peer.Tokens.Count, 1);

        (await Placement.SendAsync(free, Query)).Error.ShouldBeNull();
        (await hanging).Error!.Kind.ShouldBe(ErrorKind.Unavailable);
    }

    [Fact]
    public async Task Send_TargetFailsAgainAndAgain_IsSparedUntilATrialSucceeds()
    {
        await using var sender = Sender(("Modules:Probe:BreakFor", "00:00:03"));
        _peer.Answer = Fail;
        for (var i = 0; i < 12; i++)
        {
            await Placement.SendAsync(sender, new ProbeCommand(ProbeKind.Answer));
        }

        var sent = _peer.Tokens.Count;
        (await Placement.SendAsync(sender, Query)).Error!.Message.ShouldContain("too many calls have failed");
        sent.ShouldBeLessThan(12);
        _peer.Answer = context => context.Response.WriteAsync(FakePeer.Answered);
        await Eventually.BecomesAsync(async () => (await Placement.SendAsync(sender, Query)).Succeeded, true);
    }

    [Fact]
    public async Task Send_TargetHangsAgainAndAgain_IsSparedToo()
    {
        await using var sender = Sender(("Modules:Probe:Timeout", "00:00:00.200"), ("Modules:Probe:BreakFor", "00:05:00"));
        _peer.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);

        await Eventually.BecomesAsync(
            async () => (await Placement.SendAsync(sender, new ProbeCommand(ProbeKind.Answer))).Error!.Message.Contains("too many calls have failed", StringComparison.Ordinal), true,
            TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Send_QueryFailsOnce_IsRepeatedWithAnotherToken()
    {
        await using var sender = Sender();
        _peer.Answer = context => _peer.Tokens.Count == 1 ? Fail(context) : context.Response.WriteAsync(FakePeer.Answered);

        (await Placement.SendAsync(sender, Query)).Error.ShouldBeNull();

        _peer.Tokens.Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
    }

    [Fact]
    public async Task Send_CommandWithAKeyFails_IsRepeatedWithAnotherTokenForTheSameProcess()
    {
        await using var sender = Sender();
        _peer.Answer = context => _peer.Tokens.Count == 1 ? Fail(context) : context.Response.WriteAsync("""{"value":{}}""");

        (await Placement.SendAsync(sender, new ProbeOnce("key"))).Error.ShouldBeNull();

        _peer.Tokens.Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
    }

    [Fact]
    public async Task Send_CommandFails_IsNotRepeatedAndMayHaveHappened()
    {
        await using var sender = Sender();
        _peer.Answer = Fail;

        (await Placement.SendAsync(sender, new ProbeCommand(ProbeKind.Answer))).Error!.Kind.ShouldBe(ErrorKind.Unavailable);

        _peer.Tokens.ShouldHaveSingleItem();
    }

    private static Task Fail(HttpContext context)
    {
        context.Response.StatusCode = 500;
        return Task.CompletedTask;
    }

    private WebApplication Sender(params (string Key, string Value)[] settings) => Placement.SenderTo(_peer.Url, [("Modules:Probe:Timeout", "00:00:05"), .. settings]);
}
