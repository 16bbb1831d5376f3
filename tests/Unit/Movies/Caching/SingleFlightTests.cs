using Monolith.Movies.Caching;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Caching;

public sealed class SingleFlightTests
{
    private readonly SingleFlight<int> _flights = new();
    private readonly TaskCompletionSource<int> _landing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _starts;

    [Fact]
    public async Task Run_ManyAtOnce_WorksOnceForAll()
    {
        var passengers = Enumerable.Range(0, 500).Select(_ => Task.Run(() => _flights.RunAsync("key", WorkAsync, default))).ToList();
        await WaitForStartAsync();
        _landing.SetResult(7);

        (await Task.WhenAll(passengers)).ShouldAllBe(r => r == 7);
        _starts.ShouldBe(1);
    }

    [Fact]
    public async Task Run_FirstWaiterCancels_OthersStillGetTheAnswer()
    {
        using var cancelled = new CancellationTokenSource();
        var first = _flights.RunAsync("key", WorkAsync, cancelled.Token);
        var second = _flights.RunAsync("key", WorkAsync, default);

        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        _landing.SetResult(7);

        (await second).ShouldBe(7);
        _starts.ShouldBe(1);
    }

    [Fact]
    public async Task Run_AfterLanding_WorksAgain()
    {
        _landing.SetResult(7);
        await _flights.RunAsync("key", WorkAsync, default);
        await _flights.RunAsync("key", WorkAsync, default);

        _starts.ShouldBe(2);
    }

    [Fact]
    public async Task Run_WorkFails_FailsForAllAndIsForgotten()
    {
        var passengers = Enumerable.Range(0, 3).Select(_ => _flights.RunAsync("key", WorkAsync, default)).ToList();
        _landing.SetException(new InvalidOperationException("engine"));

        foreach (var passenger in passengers)
        {
            (await Should.ThrowAsync<InvalidOperationException>(passenger)).Message.ShouldBe("engine");
        }

        (await _flights.RunAsync("key", () => Task.FromResult(8), default)).ShouldBe(8);
    }

    [Fact]
    public async Task Run_OtherKeys_DoNotWait()
    {
        _ = _flights.RunAsync("slow", WorkAsync, default);

        (await _flights.RunAsync("quick", () => Task.FromResult(8), default)).ShouldBe(8);
        _landing.SetResult(7);
    }

    private Task<int> WorkAsync()
    {
        Interlocked.Increment(ref _starts);
        return _landing.Task;
    }

    private async Task WaitForStartAsync()
    {
        while (Volatile.Read(ref _starts) == 0)
        {
            await Task.Delay(5);
        }
    }
}
