using System.Diagnostics;
using System.Runtime.CompilerServices;
using Shouldly;

namespace Monolith.Shared;

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

    /// <exception cref="TimeoutException">It did not come true in time.</exception>
    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> BecomesTrueAsync(
        Func<Task<bool>> condition, TimeSpan limit, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > limit)
            {
                throw new TimeoutException($"Not true after {limit.TotalSeconds:0.#} s: {what}");
            }

            await Task.Delay(20);
        }

        return watch.Elapsed;
    }
}
