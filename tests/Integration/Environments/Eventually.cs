using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Monolith.Integration.Environments;

/// <summary>For what is allowed to take a while.</summary>
internal static class Eventually
{
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
