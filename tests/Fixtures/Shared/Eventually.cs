using System.Diagnostics;
using System.Runtime.CompilerServices;
using Shouldly;

namespace Monolith.Shared;

/// <summary>
/// For what happens a moment later: after the client has its answer, or in another process. The last look begins after the limit: on a busy machine a look
/// itself takes long, and one that began in time proves nothing.
/// </summary>
internal static class Eventually
{
    public static Task BecomesAsync<T>(Func<T> actual, T expected, TimeSpan? within = null) => BecomesAsync(() => Task.FromResult(actual()), expected, within);

    public static async Task BecomesAsync<T>(Func<Task<T>> actual, T expected, TimeSpan? within = null)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(10))
        {
            var asked = waited.Elapsed;
            var value = await actual();
            if (Equals(value, expected) || asked > (within ?? TimeSpan.FromSeconds(10)))
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
        while (true)
        {
            var asked = watch.Elapsed;
            if (await condition())
            {
                return watch.Elapsed;
            }

            if (asked > limit)
            {
                throw new TimeoutException($"Not true after {limit.TotalSeconds:0.#} s: {what}");
            }

            await Task.Delay(20);
        }
    }
}
