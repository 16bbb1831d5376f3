using Monolith.Integration.Client;

namespace Monolith.Integration.Cutover;

/// <summary>A module's routes that go to and fro between the monolith and the service, for as long as a test wants it.</summary>
internal static class RouteFlips
{
    private static readonly int[] Percentages = [0, 50, 100];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <returns>How often they went.</returns>
    public static async Task<int> RunAsync(Operator flags, string module, CancellationToken ending)
    {
        var flips = 0;
        for (; !ending.IsCancellationRequested; flips++)
        {
            await flags.ShiftAsync(module, Percentages[flips % Percentages.Length], force: true);
            await Task.Delay(Pause, CancellationToken.None);
        }

        return flips;
    }
}
