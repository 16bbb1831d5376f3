using System.CommandLine;
using Monolith.Strangler.Cli.Output;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Status;

namespace Monolith.Strangler.Cli.Data;

internal static class DataStatusCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static Command Create(DataOptions data)
    {
        var watch = new Option<bool>("--watch") { Description = "Shows it again every second. Ctrl-C ends it." };
        var command = new Command("status", "Who owns the data of modules, how far behind the other side is, and whether the way back is armed. Exit status 15: a switch was begun and not ended.") { watch };
        command.Validators.Add(result =>
        {
            if (result.GetValue(watch) && result.GetValue(data.Json))
            {
                result.AddError("--watch is for people: it has no --json.");
            }
        });
        data.SetActionForAll(command, async (pairs, arguments, stop) =>
        {
            var all = await ReadAsync(pairs, stop);
            if (arguments.GetValue(data.Json))
            {
                Screen.WriteJson(all);
            }
            else if (arguments.GetValue(watch))
            {
                await WatchAsync(pairs, all, stop);
                return ExitCode.Done;
            }
            else
            {
                new Screen().Show(DataStatusFrame.Of(all));
            }

            return all.Any(s => s.Halted is not null) ? ExitCode.Unfinished
                : all.Any(s => s.Places.All(p => p.Unreachable is not null)) ? ExitCode.DatabaseUnreachable
                : ExitCode.Done;
        });
        return command;
    }

    private static async Task WatchAsync(IReadOnlyList<CutoverPair> pairs, IReadOnlyList<ModuleStatus> first, CancellationToken stop)
    {
        try
        {
            await new Screen().ShowLiveAsync(DataStatusFrame.Of(first), async _ =>
            {
                await Task.Delay(Pause, stop);
                return DataStatusFrame.Of(await ReadAsync(pairs, stop));
            });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl-C is how one stops watching.
        }
    }

    private static Task<ModuleStatus[]> ReadAsync(IReadOnlyList<CutoverPair> pairs, CancellationToken stop)
        => Task.WhenAll(pairs.Select(p => new StatusReader(p).ReadAsync(stop)));
}
