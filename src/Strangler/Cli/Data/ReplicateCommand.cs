using System.CommandLine;
using Monolith.Strangler.Cli.Output;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cli.Data;

internal static class ReplicateCommand
{
    public static Command Create(DataOptions data)
    {
        var pgDump = PgDump();
        var anew = new Option<bool>("--anew")
        {
            Description = "Empty the database that does not own the data, and copy everything to it again: for a copy that was lost, or differs. The owner is never touched.",
        };
        var command = new Command("replicate", "Copies a module's data to its own database and keeps it there as it is here. Nothing changes for those who use it. May be run again at any time.") { pgDump, anew };
        data.SetAction(command, async (pair, arguments, stop) =>
        {
            await new Preparation(pair, new PreparationSettings()).RunAsync(arguments.GetRequiredValue(pgDump), arguments.GetValue(anew), Say, stop);
            var (watch, completion) = (new CopyWatch(new CopyProgress(pair)), new CopyCompletion(pair));
            // The tables' workers and the subscription's take a second to agree that all is there: time for the first index.
            await watch.RunAsync(s => s.IsCopied, stop);
            await completion.MakeIndexesAsync(Say, stop);
            var state = await watch.RunAsync(s => s.IsFollowing, stop);
            await completion.EndAsync(Say, stop);
            if (arguments.GetValue(data.Json))
            {
                Screen.WriteJson(state);
            }
            else
            {
                Show(pair, state);
            }

            return ExitCode.Done;
        });
        return command;
    }

    public static Option<string> PgDump() => new("--pg-dump")
    {
        HelpName = "PROGRAM",
        Description = "PostgreSQL's program of that name, of the monolith's server's version or later. Default: in the path.",
        DefaultValueFactory = _ => "pg_dump",
    };

    private static void Say(string what) => Console.Error.WriteLine($"{what} ...");

    private static void Show(CutoverPair pair, CopyState state)
    {
        Console.WriteLine($"{state.Receiver} follows: {state.Tables.Count} tables, {Words.Bytes(state.Tables.Sum(t => t.Bytes))}, {Words.Bytes(state.Stream.LagBytes ?? 0)} of the log behind.");
        Console.WriteLine($"Next: 'strangler data verify {pair.Module}' compares both sides, 'strangler data switch {pair.Module}' hands the data over. Until then nothing has changed for anybody.");
    }
}
