using System.CommandLine;
using Monolith.Strangler.Cli.Api;
using Monolith.Strangler.Cli.Output;

namespace Monolith.Strangler.Cli.Commands;

/// <summary>What an operator does about events that were given up, or for a subscriber that is new.</summary>
internal static class EventOrderCommands
{
    public static Command Redrive(HostOptions host)
    {
        var id = new Argument<Guid?>("id") { HelpName = "ID", Description = "One event.", Arity = ArgumentArity.ZeroOrOne };
        var publisher = new Option<string?>("--publisher") { HelpName = "MODULE", Description = "All that were given up of this module's." };
        var subscriber = new Option<string?>("--subscriber") { HelpName = "MODULE", Description = "All that this module could not handle; with an ID, that one at this module." };
        var all = new Option<bool>("--all") { Description = "All that were given up." };
        var reason = ShiftCommand.Reason();
        var command = new Command("redrive", "Tries events that were given up anew; what waits behind them follows.") { id, publisher, subscriber, all, reason };
        command.Validators.Add(result =>
        {
            if (result.GetValue(id) is null && result.GetValue(publisher) is null && result.GetValue(subscriber) is null && !result.GetValue(all))
            {
                result.AddError("Name an ID, --publisher, --subscriber, or --all.");
            }
        });
        command.SetAction(async (arguments, stop) =>
        {
            using var client = host.Connect(arguments);
            var order = new RedriveRequest(
                arguments.GetValue(id), arguments.GetValue(publisher), arguments.GetValue(subscriber), arguments.GetValue(all), arguments.GetRequiredValue(reason));
            return Show(await client.RedriveAsync(order, stop), "will be tried anew", arguments.GetValue(host.Json));
        });
        return command;
    }

    public static Command Discard(HostOptions host)
    {
        var id = new Argument<Guid>("id") { HelpName = "ID", Description = "An event that was given up." };
        var subscriber = new Option<string>("--subscriber") { HelpName = "MODULE", Description = "Who will never get it.", Required = true };
        var reason = ShiftCommand.Reason();
        var command = new Command("discard", "Gives an event up for good, so that what waits behind it goes on without it.") { id, subscriber, reason };
        command.SetAction(async (arguments, stop) =>
        {
            using var client = host.Connect(arguments);
            var order = new DiscardRequest(arguments.GetValue(id), arguments.GetRequiredValue(subscriber), arguments.GetRequiredValue(reason));
            return Show(await client.DiscardAsync(order, stop), "will never be delivered", arguments.GetValue(host.Json));
        });
        return command;
    }

    public static Command Replay(HostOptions host)
    {
        var publisher = new Argument<string>("publisher") { HelpName = "PUBLISHER", Description = "The module whose events are kept." };
        var subscriber = new Argument<string>("subscriber") { HelpName = "SUBSCRIBER", Description = "The module that gets those it has not had." };
        var since = new Option<DateTimeOffset?>("--since") { HelpName = "TIME", Description = "Published from then on, for example 2030-01-02T03:04Z. Default: all that are kept." };
        var reason = ShiftCommand.Reason();
        var command = new Command("replay", "Delivers to a new subscriber what was published before it subscribed.") { publisher, subscriber, since, reason };
        command.SetAction(async (arguments, stop) =>
        {
            using var client = host.Connect(arguments);
            var order = new ReplayRequest(
                arguments.GetRequiredValue(publisher), arguments.GetRequiredValue(subscriber), arguments.GetValue(since), arguments.GetRequiredValue(reason));
            return Show(await client.ReplayAsync(order, stop), "will be delivered", arguments.GetValue(host.Json));
        });
        return command;
    }

    private static int Show(EventOrderAnswer answer, string what, bool json)
    {
        if (json)
        {
            Screen.WriteJson(answer);
            return ExitCode.Done;
        }

        Console.WriteLine($"{answer.Count} {(answer.Count == 1 ? "event" : "events")} {what}.");
        if (answer.TooOld > 0)
        {
            Console.WriteLine($"{answer.TooOld} stay as they are: they are older than their subscriber remembers what it has handled (Events:RememberFor), and might take effect twice. Discard them.");
        }

        return ExitCode.Done;
    }
}
