using System.CommandLine;
using System.Globalization;
using Monolith.Strangler.Cli.Output;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Retiring;

namespace Monolith.Strangler.Cli.Data;

internal static class RetireCommand
{
    private const int LongestQuiet = 3600;

    public static Command Create(DataOptions data)
    {
        var pgDump = ReplicateCommand.PgDump();
        var dump = new Option<string?>("--dump") { HelpName = "FILE", Description = "Where the monolith's copy is kept; must not be there yet. Default: <module>-retired.dump here." };
        var confirm = new Option<string?>("--confirm") { HelpName = "NAME", Description = "The module's name, instead of typing it." };
        var quiet = new Option<int>("--quiet-for")
        {
            HelpName = "SECONDS",
            Description = $"So long nobody may use the monolith's copy before it is retired, 1 to {LongestQuiet}. A server tells of a read up to 10 s late. Default: 15.",
            DefaultValueFactory = _ => (int)new RetireSettings().QuietFor.TotalSeconds,
        };
        quiet.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > LongestQuiet)
            {
                result.AddError($"--quiet-for is 1 to {LongestQuiet} seconds.");
            }
        });
        var command = new Command("retire", "Ends the way back for ever: the monolith's copy of a module's data is dumped to a file and never written again.") { dump, confirm, quiet, pgDump };
        data.SetAction(command, async (pair, arguments, stop) =>
        {
            var file = Path.GetFullPath(arguments.GetValue(dump) ?? $"{pair.Module}-retired.dump");
            await ConfirmAsync(pair, file, arguments.GetValue(confirm), stop);
            var settings = new RetireSettings { QuietFor = TimeSpan.FromSeconds(arguments.GetValue(quiet)) };
            var report = await new ModuleRetirement(pair, settings).RunAsync(arguments.GetRequiredValue(pgDump), file, said => Console.Error.WriteLine($"{said} ..."), stop);
            if (arguments.GetValue(data.Json))
            {
                Screen.WriteJson(report);
            }
            else
            {
                Show(report);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task ConfirmAsync(CutoverPair pair, string file, string? name, CancellationToken stop)
    {
        Console.Error.WriteLine(
            $"""
            Retiring {pair.Module} cannot be taken back. Lost is the way back: {pair.Monolith.Description} gets no more of its rows, its copy stays as it is
            now and is never written again, and what is written to {pair.Own.Description} from now on is in no other database.
            Kept is the monolith's copy, in {file}, and in its tables until you drop them.
            """);
        if (name is null)
        {
            Console.Error.Write("Type the module's name to go on: ");
            // Reading a line cannot be cancelled; waiting for it can.
            name = await Task.Run(Console.ReadLine, stop).WaitAsync(stop);
        }

        if (!string.Equals(name?.Trim(), pair.Module, StringComparison.Ordinal))
        {
            throw new CliException(ExitCode.Usage, $"That is not '{pair.Module}'; nothing was retired.{(Console.IsInputRedirected ? " Where nobody can type it, give --confirm." : "")}");
        }
    }

    private static void Show(RetireReport report)
    {
        Console.WriteLine(report.Dump is null
            ? $"{report.Module} was retired before; what was left of it has been ended."
            : $"{report.Module} is retired. Its last copy in the monolith is in {report.Dump} ({report.DumpBytes.ToString("N0", CultureInfo.InvariantCulture)} bytes); keep it with the backups.");
        Console.WriteLine($"Its data is in {report.Owner} alone: back that up from now on.");
        Console.WriteLine($"When nobody wants to look at the old rows any more, in {report.Retired}: {string.Join(' ', report.Droppable)}");
        Console.WriteLine($"Leave the schema cutover_{report.Module} there: it says that the data is elsewhere, and keeps a second owner from being made.");
    }
}
