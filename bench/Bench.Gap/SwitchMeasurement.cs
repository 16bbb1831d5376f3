using System.Diagnostics;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Switching;

namespace Monolith.Bench.Gap;

/// <summary>Switches there and back, with the settings of the command.</summary>
internal sealed class SwitchMeasurement(CutoverPair pair, PacedWriters writers)
{
    // So that what is measured is a switch, and not the end of the one before.
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    private Place _owner = Place.Monolith;

    /// <summary>In nobody's way until it is checked.</summary>
    public static IReadOnlyList<SwitchStep> Steps { get; } = [SwitchStep.Checked, SwitchStep.Fenced, SwitchStep.Drained, SwitchStep.Flushed, SwitchStep.Ceded, SwitchStep.Activated];

    public async Task<IReadOnlyList<SwitchSample>> RunAsync(int count)
    {
        var samples = new List<SwitchSample>(count);
        while (samples.Count < count)
        {
            await Task.Delay(Between);
            samples.Add(await SwitchAsync(_owner == Place.Monolith ? Place.Own : Place.Monolith));
        }

        return samples;
    }

    private async Task<SwitchSample> SwitchAsync(Place to)
    {
        var steps = new Dictionary<SwitchStep, TimeSpan>();
        var last = Stopwatch.GetTimestamp();
        writers.Forget();
        await new ModuleSwitch(pair, new()).RunAsync(to, Reached, CancellationToken.None);
        _owner = to;
        await Task.Delay(Settling);
        return new(writers.LongestSilence, writers.LongestWrite, steps);

        Task Reached(SwitchStep step)
        {
            var now = Stopwatch.GetTimestamp();
            steps[step] = Stopwatch.GetElapsedTime(last, now);
            last = now;
            return Task.CompletedTask;
        }
    }
}
