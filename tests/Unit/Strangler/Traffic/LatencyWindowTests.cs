using Monolith.Strangler.Routing.Traffic;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Traffic;

public sealed class LatencyWindowTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Read_NoRequest_Null() => new LatencyWindow(_time).Read().ShouldBeNull();

    [Fact]
    public void Read_ManyDurations_PercentilesWithinSixPercent()
    {
        var window = new LatencyWindow(_time);
        var random = new Random(1);
        double[] milliseconds = [.. Enumerable.Range(0, 10_000).Select(_ => Math.Exp((random.NextDouble() * 12) - 3)).Order()];
        foreach (var one in milliseconds)
        {
            window.Add(TimeSpan.FromMilliseconds(one), _time.GetTimestamp());
        }

        var figures = window.Read()!.Value;

        foreach (var (figure, share) in new[] { (figures.P50, 0.5), (figures.P95, 0.95), (figures.P99, 0.99) })
        {
            var exact = milliseconds[(int)(milliseconds.Length * share) - 1];
            (figure.TotalMilliseconds / exact).ShouldBeInRange(0.93, 1.07);
        }
    }

    [Fact]
    public void Read_OldRequests_AreForgottenAfterAMinuteAndNotBefore()
    {
        var window = new LatencyWindow(_time);
        window.Add(TimeSpan.FromMilliseconds(5), _time.GetTimestamp());
        _time.Advance(TimeSpan.FromSeconds(50));
        window.Read().ShouldNotBeNull();

        _time.Advance(TimeSpan.FromSeconds(20));

        window.Read().ShouldBeNull();
        window.Add(TimeSpan.FromMilliseconds(50), _time.GetTimestamp());
        window.Read()!.Value.P50.TotalMilliseconds.ShouldBeInRange(45, 55, "the slice must not hold what it held a minute ago");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_000)]
    public void Add_DurationOutOfRange_IsInTheFirstOrLastBucket(int seconds)
    {
        var window = new LatencyWindow(_time);

        window.Add(TimeSpan.FromSeconds(seconds), _time.GetTimestamp());

        window.Read()!.Value.P99.TotalSeconds.ShouldBeInRange(0.00001, 68);
    }

    [Fact]
    public void IndexOf_EveryBucketsMiddle_IsThatBucket()
        => Enumerable.Range(0, LatencyBuckets.Count).ShouldAllBe(i => LatencyBuckets.IndexOf(LatencyBuckets.MiddleOf(i)) == i);
}
