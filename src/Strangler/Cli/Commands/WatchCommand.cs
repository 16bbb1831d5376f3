using System.CommandLine;
using Monolith.Strangler.Cli.Output;

namespace Monolith.Strangler.Cli.Commands;

internal static class WatchCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static Command Create(HostOptions host)
    {
        var once = new Option<bool>("--once") { Description = "Shows it once and ends." };
        var command = new Command("watch", "Both sides of every route, every second: rate, errors, latency and how they differ. Ctrl-C ends it.") { once };
        command.SetAction(async (arguments, stop) =>
        {
            using var client = host.Connect(arguments);
            var first = await FrameAsync(client, stop);
            if (arguments.GetValue(once))
            {
                new Screen().Show(first);
                return ExitCode.Done;
            }

            try
            {
                await new Screen().ShowLiveAsync(first, shown => NextAsync(client, shown, stop));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Ctrl-C is how one stops watching.
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>A host that is just restarting does not end the watch: its last figures stay, with the reason.</summary>
    private static async Task<Frame?> NextAsync(AdminClient client, Frame shown, CancellationToken stop)
    {
        await Task.Delay(Pause, stop);
        try
        {
            return await FrameAsync(client, stop);
        }
        catch (CliException e) when (e.ExitCode == ExitCode.Unreachable)
        {
            return shown with { Lines = [new(e.Message, "red"), new("The figures are the last ones it gave.", "yellow")] };
        }
    }

    private static async Task<Frame> FrameAsync(AdminClient client, CancellationToken stop)
        => WatchFrame.Of(await client.StatusAsync(stop), TimeProvider.System.GetUtcNow(), client.Url);
}
