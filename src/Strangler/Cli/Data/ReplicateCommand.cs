using System.CommandLine;
using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cli.Data;

internal static class ReplicateCommand
{
    public static Command Create(DataOptions data)
    {
        var pgDump = new Option<string>("--pg-dump") { HelpName = "PROGRAM", Description = "PostgreSQL's program of that name, of the monolith's server's version or later.", DefaultValueFactory = _ => "pg_dump" };
        var command = new Command("replicate", "Copies a module's data to its own database and keeps it there as it is here. Nothing changes for those who use it. May be run again at any time.") { pgDump };
        data.SetAction(command, async (pair, arguments, stop) =>
        {
            await new Preparation(pair).RunAsync(arguments.GetRequiredValue(pgDump), said => Console.Error.WriteLine($"{said} ..."), stop);
            return ExitCode.Done;
        });
        return command;
    }
}
