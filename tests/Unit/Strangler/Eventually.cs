using System.Diagnostics;
using Shouldly;

namespace Monolith.Unit.Strangler;

/// <summary>For what happens a moment later: after the client has its answer, or in another process.</summary>
internal static class Eventually
{
    public static Task BecomesAsync<T>(Func<T> actual, T expected, TimeSpan? within = null) => BecomesAsync(() => Task.FromResult(actual()), expected, within);

    public static async Task BecomesAsync<T>(Func<Task<T>> actual, T expected, TimeSpan? within = null)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(10))
        {
            var value = await actual();
            if (Equals(value, expected) || waited.Elapsed > (within ?? TimeSpan.FromSeconds(10)))
            {
                value.ShouldBe(expected);
                return;
            }
        }
    }
}
