using System.Diagnostics;

namespace Monolith.Unit.Kernel.Events;

/// <summary>Waits for what will come; generously, because the machine may be busy.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>For what takes as long as it takes: patience begins anew with every change.</summary>
    /// <exception cref="TimeoutException">Nothing changed any more, and it was not there.</exception>
    public static async Task WhileItGoesOnAsync(Func<Task<long>> look, Func<long, bool> isThere, TimeSpan? patience = null)
    {
        for (var seen = await look(); !isThere(seen);)
        {
            var before = seen;
            seen = await UntilAsync(look, now => now != before || isThere(now), patience);
        }
    }

    /// <exception cref="TimeoutException">It never came.</exception>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> isThere, TimeSpan? patience = null)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(15))
        {
            var seen = await look();
            if (isThere(seen))
            {
                return seen;
            }

            if (waited.Elapsed > (patience ?? Patience))
            {
                throw new TimeoutException($"After {waited.Elapsed} it was still {(seen is System.Collections.IEnumerable many and not string ? $"[{string.Join(", ", many.Cast<object>())}]" : seen)}.");
            }
        }
    }
}
