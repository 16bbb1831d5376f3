using Monolith.Strangler.Cli.Data;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Cli;

public sealed class CopyRateTests
{
    [Fact]
    public void PerSecond_OfWhatWasAdded_IsThatOfTheLastSeconds()
    {
        var clock = new Clock();
        var rate = new CopyRate(clock);
        rate.Left(1000).ShouldBeNull();
        for (var second = 0; second < 60; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            rate.Add(second < 30 ? second * 1000 : 30_000 + (second - 30) * 100);
        }

        rate.PerSecond.ShouldBe(100);
        rate.Left(6000).ShouldBe(TimeSpan.FromMinutes(1));
        rate.Left(long.MaxValue).ShouldBeNull();
        rate.Left(0).ShouldBeNull();
    }

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
