using System.CommandLine;
using Monolith.Strangler.Cli.Commands;

namespace Monolith.Strangler.Cli.Data;

internal static class DataCommands
{
    public static Command Create(HostOptions host)
    {
        var data = new DataOptions(host);
        var command = new Command("data", "Moves a module's data to a database of its own, and back, without losing a write (docs/cutover.md).")
        {
            PlanCommand.Create(data), ReplicateCommand.Create(data), VerifyCommand.Create(data), SwitchCommand.Create(data), DataStatusCommand.Create(data), RetireCommand.Create(data),
        };
        foreach (var option in data.Recursive)
        {
            command.Options.Add(option);
        }

        return command;
    }
}
