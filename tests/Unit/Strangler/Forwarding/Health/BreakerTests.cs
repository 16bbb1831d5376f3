using Monolith.Strangler.Routing.Forwarding.Health;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding.Health;

public sealed class BreakerTests
{
    private readonly ManualTime _time = new();
    private readonly Breaker _breaker;
    private int _opened;
    private int _closed;

    public BreakerTests() => _breaker = new(
        new() { FailureRatio = 0.5, MinimumThroughput = 3, SamplingDuration = TimeSpan.FromSeconds(5), BreakDuration = TimeSpan.FromSeconds(2) },
        _time, () => _opened++, () => _closed++);

    [Fact]
    public async Task Try_FewFailuresAmongAnswers_StaysClosed()
    {
        for (var i = 0; i < 20; i++)
        {
            await RunAsync(i % 3 == 2 ? ServiceSign.Dead : ServiceSign.Alive);
        }

        _breaker.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task Try_HalfOfTheLastSecondsFailed_OpensAndRunsNothing()
    {
        await RunAsync(ServiceSign.Alive, ServiceSign.Dead, ServiceSign.Dead, ServiceSign.Dead);

        (await RunAsync(ServiceSign.Alive)).ShouldBeFalse();
        (_breaker.IsOpen, _opened, _closed).ShouldBe((true, 1, 0));
    }

    [Fact]
    public async Task Try_FailuresOfLongAgo_AreForgotten()
    {
        await RunAsync(ServiceSign.Dead, ServiceSign.Dead);
        _time.Advance(TimeSpan.FromSeconds(6));
        await RunAsync(ServiceSign.Dead);

        _breaker.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task Try_RequestsThatTellNothing_NeverCount()
    {
        await RunAsync([.. Enumerable.Repeat(ServiceSign.None, 100)]);
        _breaker.IsOpen.ShouldBeFalse();

        // Nor do they thin the failures out.
        await RunAsync(ServiceSign.Dead, ServiceSign.Dead, ServiceSign.Dead);
        _breaker.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task Try_AfterTheBreak_LetsOneTryWhileTheOthersWait()
    {
        await OpenAsync();
        _time.Advance(TimeSpan.FromSeconds(2));
        var ends = new TaskCompletionSource<ServiceSign>();

        var trial = _breaker.TryAsync(end => new ValueTask<ServiceSign>(end.Task), ends);
        (await RunAsync(ServiceSign.Alive)).ShouldBeFalse();
        ends.SetResult(ServiceSign.Alive);

        (await trial).ShouldBeTrue();
        (_breaker.IsOpen, _closed).ShouldBe((false, 1));
        (await RunAsync(ServiceSign.Alive)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(ServiceSign.Dead)]
    [InlineData(ServiceSign.None)]
    public async Task Try_TheTrialProvedNothing_AnotherIsDueAfterAnotherBreak(object sign)
    {
        await OpenAsync();
        _time.Advance(TimeSpan.FromSeconds(2));
        (await RunAsync((ServiceSign)sign)).ShouldBeTrue();

        (await RunAsync(ServiceSign.Alive)).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(2));
        (await RunAsync(ServiceSign.Alive)).ShouldBeTrue();
        _breaker.IsOpen.ShouldBeFalse();
    }

    private async Task OpenAsync()
    {
        await RunAsync(ServiceSign.Dead, ServiceSign.Dead, ServiceSign.Dead);
        _breaker.IsOpen.ShouldBeTrue();
    }

    private async Task<bool> RunAsync(params ServiceSign[] signs)
    {
        var ran = false;
        foreach (var sign in signs)
        {
            ran = await _breaker.TryAsync(ValueTask.FromResult, sign);
        }

        return ran;
    }
}
