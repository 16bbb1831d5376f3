using System.CommandLine;
using System.Globalization;
using Monolith.Strangler.Cli.Output;

namespace Monolith.Strangler.Cli.Commands;

internal static class EventsCommand
{
    public static Command Create(HostOptions host) => new("events", "Events between modules: what waits, what was given up, and what to do about it.")
    {
        Status(host), Dead(host), Show(host), EventOrderCommands.Redrive(host), EventOrderCommands.Discard(host), EventOrderCommands.Replay(host),
    };

    private static Command Status(HostOptions host)
    {
        var command = new Command("status", "What every subscriber has yet to handle.");
        command.SetAction(async (arguments, stop) =>
        {
            using var client = host.Connect(arguments);
            Write(arguments, host, await client.EventStatusAsync(stop), (answer, screen) => screen.Table(
                ["Publisher", "Subscriber", ">Pending", ">Oldest, s", ">Dead"],
                answer.Subscribers.Select(s => (string[])[s.Publisher, s.Subscriber, $"{s.Pending}", s.LagSeconds.ToString("0.0", CultureInfo.InvariantCulture), $"{s.Dead}"])));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Dead(HostOptions host)
    {
        var publisher = new Option<string?>("--publisher") { HelpName = "MODULE", Description = "Of this module only." };
        var limit = new Option<int>("--limit") { Description = "At most so many, 1 to 1000.", DefaultValueFactory = _ => 100 };
        var command = new Command("dead", "Events that a subscriber could not handle, oldest first.") { publisher, limit };
        command.SetAction(async (arguments, stop) =>
        {
            using var client = host.Connect(arguments);
            Write(arguments, host, await client.DeadLettersAsync(arguments.GetValue(publisher), arguments.GetValue(limit), stop), (answer, screen) =>
            {
                if (answer.Letters.Count == 0)
                {
                    screen.Line("No event was given up.");
                    return;
                }

                screen.Table(
                    ["Id", "Type", "Subscriber", "Aggregate", "Given up (UTC)", ">Tries", ">Waiting", "Error"],
                    answer.Letters.Select(l => (string[])[$"{l.Id}", l.Type, l.Subscriber, l.AggregateKey, Words.Time(l.DiedAt), $"{l.Attempts}", $"{l.Waiting}", l.Error.ReplaceLineEndings(" ")]));
            });
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show(HostOptions host)
    {
        var id = new Argument<Guid>("id") { HelpName = "ID", Description = "The event's." };
        var command = new Command("show", "One event, whole, and what became of it at each subscriber. The host logs who looked.") { id };
        command.SetAction(async (arguments, stop) =>
        {
            using var client = host.Connect(arguments);
            Write(arguments, host, await client.EventAsync(arguments.GetValue(id), stop), (answer, screen) =>
            {
                screen.Line($"{answer.Type} {answer.Id}, {answer.AggregateKey}, at {Words.Time(answer.OccurredAt)}, user {answer.UserId?.ToString(CultureInfo.InvariantCulture) ?? "none"}, request {answer.CorrelationId ?? "none"}");
                screen.Line(answer.Data.GetRawText());
                screen.Table(
                    ["Subscriber", "State", ">Failures", "Next try (UTC)", "Ended (UTC)", "Error"],
                    answer.Deliveries.Select(d => (string[])
                        [d.Subscriber, d.State, $"{d.Attempts}", d.NextTryAt is null ? "" : Words.Time(d.NextTryAt), d.EndedAt is null ? "" : Words.Time(d.EndedAt), d.Error?.ReplaceLineEndings(" ") ?? ""]));
            });
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write<T>(ParseResult arguments, HostOptions host, T answer, Action<T, Screen> show)
    {
        if (arguments.GetValue(host.Json))
        {
            Screen.WriteJson(answer);
        }
        else
        {
            show(answer, new Screen());
        }
    }
}
