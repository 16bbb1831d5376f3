using Monolith.Strangler.Cli.Output;
using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cli.Data;

/// <summary>Shows the first copy: at a terminal all the time, elsewhere a line now and then.</summary>
internal sealed class CopyWatch(CopyProgress progress)
{
    /// <summary>A worker that fails is started again every few seconds; the same error comes again then.</summary>
    private const long MostFailures = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private readonly CopyRate _rate = new();

    /// <param name="isEnough">Where to stop.</param>
    /// <param name="stop">Ends the watching only.</param>
    /// <exception cref="CliException">The copying fails again and again.</exception>
    public async Task<CopyState> RunAsync(Func<CopyState, bool> isEnough, CancellationToken stop)
    {
        var state = await progress.ReadAsync(stop);
        var first = state.Failures;
        if (!isEnough(state) && !Console.IsOutputRedirected)
        {
            await new Screen().ShowLiveAsync(FrameOf(state), async _ => isEnough(state = await NextAsync(first, stop)) ? null : FrameOf(state));
        }

        for (var said = TimeSpan.Zero; !isEnough(state); state = await NextAsync(first, stop))
        {
            if (_rate.Now - said >= BetweenLines)
            {
                said = _rate.Now;
                Console.Error.WriteLine(LineOf(state));
            }
        }

        return state;
    }

    private async Task<CopyState> NextAsync(long failuresBefore, CancellationToken stop)
    {
        await Task.Delay(Pause, stop);
        var state = await progress.ReadAsync(stop);
        _rate.Add(state.Tables.Sum(t => t.Bytes));
        return state.Failures - failuresBefore < MostFailures ? state : throw new CliException(ExitCode.Unfinished,
            $"The copying to {state.Receiver} has failed {state.Failures - failuresBefore} times: {string.Join(", ", state.Stream.Unfinished)} is not finished. The log of that server says why. It goes on trying; run this again to watch it.");
    }

    private Frame FrameOf(CopyState state) => new(
        ["Table", ">Rows", ">of about", ">Size", ">of about", ""],
        [.. state.Tables.Select(t => (IReadOnlyList<Styled>)
            [t.Name, Words.Count(t.Rows), Words.Count(t.AboutRows), Words.Bytes(t.Bytes), Words.Bytes(t.AboutBytes), t.IsDone ? new Styled("copied", "green") : ""])],
        [LineOf(state), .. Trouble(state)]);

    private string LineOf(CopyState state)
    {
        var (bytes, about) = (state.Tables.Sum(t => t.Bytes), state.Tables.Sum(t => t.AboutBytes));
        var left = _rate.Left(about - bytes) is { } time ? $", {time:hh\\:mm\\:ss} left" : "";
        return $"{state.Tables.Count(t => t.IsDone)} of {state.Tables.Count} tables, {Words.Bytes(bytes)} of about {Words.Bytes(about)}, {Words.Bytes(_rate.PerSecond)}/s{left}. Ctrl-C ends the watching, not the copying.";
    }

    private static IEnumerable<Styled> Trouble(CopyState state)
    {
        if (!state.Stream.IsRunning)
        {
            yield return new("The receiver's worker is not connected; its server's log says why if that lasts.", "yellow");
        }
    }
}
