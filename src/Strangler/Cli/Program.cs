using System.CommandLine;
using Monolith.Strangler.Cli;
using Monolith.Strangler.Cli.Commands;
using Monolith.Strangler.Cli.Data;

var host = new HostOptions();
var root = new RootCommand($"Moves the traffic of a module's routes between the monolith and its extracted service, and its data to a database of its own and back.\n\n{ExitCode.Help}")
{
    host.Url, host.TokenFile, host.Json,
    StatusCommand.Create(host), WatchCommand.Create(host), ExplainCommand.Create(host), LintCommand.Create(host),
    ShiftCommand.Create(host), RollbackCommand.Create(host), HistoryCommand.Create(host),
    ExportCommand.Create(host), ApplyCommand.Create(host), TesterPassCommand.Create(host),
    EventsCommand.Create(host), DataCommands.Create(host),
};

var arguments = root.Parse(args);
if (arguments.Errors.Count > 0)
{
    foreach (var error in arguments.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    Console.Error.WriteLine($"'strangler {arguments.CommandResult.Command.Name} --help' shows how it is used.".Replace("strangler strangler", "strangler", StringComparison.Ordinal));
    return ExitCode.Usage;
}

try
{
    return await arguments.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        // A switch that is interrupted gives the data back before it ends.
        ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
    });
}
catch (CliException e)
{
    Console.Error.WriteLine(e.Message);
    return e.ExitCode;
}
