using Monolith.Strangler.Cutover.Switching;

namespace Monolith.Strangler.Cli.Data;

/// <summary>Says each step of a switch when it is durable.</summary>
internal sealed class StepsShown(TextWriter writer, CancellationToken stop)
{
    // A seam of the tests, which kill this process where it waits: the name of a step, such as fenced.
    private static readonly string? PauseAt = Environment.GetEnvironmentVariable("STRANGLER_DATA_PAUSE_AT");

    /// <summary>Something was begun that may have to be ended.</summary>
    public bool HasBegun { get; private set; }

    public async Task ShowAsync(SwitchStep step)
    {
        HasBegun = true;
        await writer.WriteLineAsync(StepWords.Of(step));
        await writer.FlushAsync(CancellationToken.None);
        if (string.Equals(PauseAt, step.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            // What cancels it is seen by the switch itself, which then calls itself off: nothing is thrown here.
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
