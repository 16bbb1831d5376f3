using Monolith.Strangler.Routing.Traffic;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Traffic;

public sealed class SecondsRingTests
{
    private readonly ManualTime _time = new();
    private readonly SecondsRing _ring;

    public SecondsRingTests() => _ring = new(_time);

    [Fact]
    public void Sum_WithinTheMinute_CountsRequestsAndErrors()
    {
        for (var i = 0; i < 60; i++)
        {
            _ring.Add(error: i % 3 == 0);
            _time.Advance(TimeSpan.FromSeconds(i < 59 ? 1 : 0));
        }

        _ring.Sum().ShouldBe((60, 20));
    }

    [Fact]
    public void Sum_AMinuteLater_HasForgotten()
    {
        _ring.Add(error: true);
        _time.Advance(TimeSpan.FromSeconds(59));
        _ring.Sum().ShouldBe((1, 1));
        _time.Advance(TimeSpan.FromSeconds(1));
        _ring.Sum().ShouldBe((0, 0));
    }

    [Fact]
    public void Sum_CellsAreReused_CountsOnlyTheNew()
    {
        for (var round = 0; round < 5; round++)
        {
            _ring.Add(error: false);
            _time.Advance(TimeSpan.FromSeconds(64));
        }

        _ring.Sum().ShouldBe((0, 0));
        _ring.Add(error: false);
        _ring.Sum().ShouldBe((1, 0));
    }

    [Fact]
    public void Add_FromManyThreads_LosesNothing()
    {
        Parallel.For(0, 200_000, i => _ring.Add(error: i % 2 == 0));

        _ring.Sum().ShouldBe((200_000, 100_000));
    }

    [Fact]
    public void Add_Always_AllocatesNothing()
    {
        _ring.Add(error: false);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            _ring.Add(error: true);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
