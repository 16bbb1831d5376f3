using System.CommandLine;
using System.Globalization;
using Monolith.Strangler.Cli.Api;
using Monolith.Strangler.Cli.Output;

namespace Monolith.Strangler.Cli.Commands;

internal static class HistoryCommand
{
    public static Command Create(HostOptions host)
    {
        var limit = new Option<int>("--limit") { Description = "The newest so many, 1 to 1000; with --json so many of either.", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--limit must be 1 to 1000.");
            }
        });
        var verify = new Option<bool>("--verify") { Description = "Checks every version of the ledger instead, against the host's checkpoint." };
        var checkpoint = new Option<string?>("--checkpoint") { HelpName = "FILE", Description = "With --verify: also against a checkpoint that was exported before." };
        var export = new Option<bool>("--export-checkpoint") { Description = "Prints the host's checkpoint instead, to be kept where nobody who can write the database can." };
        var command = new Command("history", "Who shifted what, when and why, and what was done with modules' data, newest first.") { limit, verify, checkpoint, export };
        command.Validators.Add(result =>
        {
            if (result.GetValue(checkpoint) is not null && !result.GetValue(verify))
            {
                result.AddError("--checkpoint goes with --verify.");
            }

            if (result.GetValue(export) && result.GetValue(verify))
            {
                result.AddError("Either --verify or --export-checkpoint.");
            }
        });
        command.SetAction(async (arguments, stop) =>
        {
            var json = arguments.GetValue(host.Json);
            var kept = arguments.GetValue(checkpoint) is { } file ? CheckpointFile.Read(file) : null;
            using var client = host.Connect(arguments);
            if (arguments.GetValue(export))
            {
                Screen.WriteJson(await client.CheckpointAsync(stop));
                return ExitCode.Done;
            }

            return arguments.GetValue(verify)
                ? Show(await client.VerifyAsync(kept, stop), json)
                : Show(await client.HistoryAsync(arguments.GetValue(limit), stop), arguments.GetValue(limit), json);
        });
        return command;
    }

    private static int Show(HistoryAnswer history, int limit, bool json)
    {
        if (json)
        {
            Screen.WriteJson(history);
        }
        else
        {
            var screen = new Screen();
            screen.Table([">Version", "At (UTC)", "Who", "What", "Why"], Rows(history).OrderByDescending(r => r.At).Take(limit).Select(r => r.Cells));
            foreach (var unread in history.Data.Unread)
            {
                screen.Line(unread, "yellow");
            }
        }

        return ExitCode.Done;
    }

    /// <summary>Versions of the flags first: those keep their order where the clocks do not tell.</summary>
    private static IEnumerable<(DateTimeOffset At, string[] Cells)> Rows(HistoryAnswer history)
        => history.Entries.Select(e => (e.At, (string[])[$"{e.Version}", Time(e.At), e.Who, Words.Changes(e.Changes), e.Reason]))
            .Concat(history.Data.Steps.Select(s => (s.At, (string[])["", Time(s.At), s.Who, DataLines.Of(s), ""])));

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static int Show(VerificationAnswer answer, bool json)
    {
        if (json)
        {
            Screen.WriteJson(answer);
        }
        else
        {
            foreach (var fault in answer.Faults)
            {
                new Screen().Line($"Version {fault.Version}: {fault.Kind}. {fault.Detail}", "red");
            }

            Console.WriteLine(answer.Whole
                ? $"The ledger is whole: {answer.Versions} versions, the newest has hash {answer.HeadHash}."
                : $"The ledger is broken; {answer.Versions} versions were looked at, the newest is {answer.Head}.");
        }

        return answer.Whole ? ExitCode.Done : ExitCode.LedgerBroken;
    }
}
