using System.CommandLine;
using Monolith.Strangler.Cli.Api;

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
        command.SetAction((arguments, stop) => RollBackAsync(
            host.ConnectAll(arguments),
            new(arguments.GetValue(target), arguments.GetValue(all), arguments.GetRequiredValue(reason)),
            arguments.GetValue(host.Json), stop));
        return command;
    }

    /// <summary>One host after the other: that one does not answer keeps none of the others.</summary>
    private static async Task<int> RollBackAsync(IReadOnlyList<AdminClient> clients, RollbackRequest order, bool json, CancellationToken stop)
    {
        var exit = ExitCode.Done;
        foreach (var client in clients)
        {
            using (client)
            {
                try
                {
                    var answer = await client.RollBackAsync(order, stop);
                    if (answer.Pending && !json)
                    {
                        Console.WriteLine(
                            $"Rolled back on the host at {client.Url}; the flags' store is down: the other hosts go on as they were until it is back or their lease runs out. " +
                            "Name each host with --url to roll back there too. This host writes it to the store by itself.");
                    }

                    ShiftCommand.Show(answer, json);
                    exit = exit == ExitCode.Done && answer.Pending ? ExitCode.RollbackPending : exit;
                }
                catch (CliException e) when (clients.Count > 1)
                {
                    Console.Error.WriteLine(e.Message);
                    exit = e.ExitCode;
                }
            }
        }

        return exit;
    }
}
