using System.Diagnostics;

namespace Monolith.Unit.Kernel.Events;

/// <summary>Waits for what will come; generously, because the machine may be busy.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="TimeoutException">It never came.</exception>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> isThere)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(15))
        {
            var seen = await look();
            if (isThere(seen))
            {
                return seen;
            }

            if (waited.Elapsed > Patience)
            {
                throw new TimeoutException($"After {Patience} it was still {(seen is System.Collections.IEnumerable many and not string ? $"[{string.Join(", ", many.Cast<object>())}]" : seen)}.");
            }
        }
    }
}
