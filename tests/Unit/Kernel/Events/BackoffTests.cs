using Monolith.Kernel.Events.Delivery;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Events;

public sealed class BackoffTests
{
    [Fact]
    public void Backoff_After_IsAnyShareOfAPauseThatDoublesUpToItsLimit()
    {
        foreach (var (failures, most) in ((int, int)[])[(1, 100), (2, 200), (3, 400), (5, 1000), (60, 1000)])
        {
            var pauses = Enumerable.Range(0, 2000).Select(_ => Backoff.After(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), failures).TotalMilliseconds).ToList();

            pauses.ShouldAllBe(p => p >= 0 && p <= most);
            // By chance alone once in 10^40 runs.
            pauses.Min().ShouldBeLessThan(most * 0.05);
            pauses.Max().ShouldBeGreaterThan(most * 0.95);
        }
    }
}
