using System.CommandLine;

namespace Monolith.Strangler.Cli.Commands;

internal static class RollbackCommand
{
    public static Command Create(HostOptions host)
    {
        var target = new Argument<string?>("target")
        {
            HelpName = "ROUTE|MODULE",
            Description = "A route (favorites.add) or a module (favorites): all its routes.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var all = new Option<bool>("--all") { Description = "Every route of every module." };
        var reason = ShiftCommand.Reason();
        var command = new Command("rollback", "Sends everybody back to the monolith, named users and groups included. Requests under way finish.") { target, all, reason };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == result.GetValue(target) is not null)
            {
                result.AddError("Name either a route or a module, or --all.");
            }
        });
        command.SetAction(async (arguments, stop) =>
        {
            using var client = host.Connect(arguments);
            var answer = await client.RollBackAsync(new(arguments.GetValue(target), arguments.GetValue(all), arguments.GetRequiredValue(reason)), stop);
            ShiftCommand.Show(answer, arguments.GetValue(host.Json));
            return ExitCode.Done;
        });
        return command;
    }
}
