using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using Monolith.Strangler.Cli.Api;
using Monolith.Strangler.Cli.Output;

namespace Monolith.Strangler.Cli.Commands;

internal static partial class ShiftCommand
{
    public static Command Create(HostOptions host)
    {
        var target = new Argument<string>("target") { HelpName = "ROUTE|MODULE", Description = "A route (favorites.add) or a module (favorites): all its routes." };
        var percent = new Argument<decimal>("percent") { HelpName = "PERCENT", Description = "0 to 100, at most one decimal.", CustomParser = ParsePercent };
        var reason = Reason();
        var wait = Wait();
        var users = new Option<string[]>("--user") { HelpName = "ID", Description = "Also this user, by name; may be given several times.", DefaultValueFactory = _ => [] };
        var groups = new Option<string[]>("--group") { HelpName = "NAME", Description = "Also everybody in this group; may be given several times.", DefaultValueFactory = _ => [] };
        var from = new Option<DateTimeOffset?>("--from") { HelpName = "TIME", Description = "Not before, such as 2026-12-01T08:00Z.", CustomParser = ParseTime };
        var until = new Option<DateTimeOffset?>("--until") { HelpName = "TIME", Description = "No longer than.", CustomParser = ParseTime };
        var clear = new Option<bool>("--clear") { Description = "Forgets the named users, groups and times first. Without it what is not named stays." };
        var force = new Option<bool>("--force") { Description = "Also to a service that is not healthy." };
        var command = new Command("shift", "Sends a percentage of the users to the extracted service.") { target, percent, reason, wait, users, groups, from, until, clear, force };
        command.SetAction(async (arguments, stop) =>
        {
            using var client = host.Connect(arguments);
            var answer = await client.ShiftAsync(
                new(arguments.GetRequiredValue(target), arguments.GetValue(percent), arguments.GetRequiredValue(reason), arguments.GetValue(wait),
                    arguments.GetRequiredValue(users), arguments.GetRequiredValue(groups), arguments.GetValue(from), arguments.GetValue(until), arguments.GetValue(clear), arguments.GetValue(force)),
                stop);
            Show(answer, arguments.GetValue(host.Json));
            return answer.Behind.Count == 0 ? ExitCode.Done : ExitCode.HostsBehind;
        });
        return command;
    }

    public static Option<string> Reason() => new("--reason") { Required = true, Description = "Why; for the history. 1 to 500 characters." };

    public static Option<decimal?> Wait() => new("--wait") { HelpName = "SECONDS", Description = "How long at most until every host has it, 0 to 60. Default: 5." };

    public static void Show(ChangeAnswer answer, bool json)
    {
        if (json)
        {
            Screen.WriteJson(answer);
        }
        else if (answer.Pending)
        {
            Console.WriteLine(answer.Changed ? $"{Words.Changes(answer.Changes)}, on this host." : "Everything already was the monolith's on this host.");
        }
        else if (!answer.Changed)
        {
            Console.WriteLine($"Nothing to change; version {answer.Version} stays.");
        }
        else
        {
            Console.WriteLine($"Version {answer.Version}: {Words.Changes(answer.Changes)}.");
        }

        if (!json)
        {
            foreach (var host in answer.Behind)
            {
                Console.WriteLine(Words.Behind(host));
            }
        }
    }

    private static DateTimeOffset? ParseTime(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        // Without an offset it would be the time of wherever the command happens to run.
        if (HasOffset().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        argument.AddError($"'{text}' is no time with its offset, such as 2026-12-01T08:00Z.");
        return null;
    }

    [GeneratedRegex("T.*(?:Z|[+-][0-9]{2}:[0-9]{2})$", RegexOptions.None, 1000)]
    private static partial Regex HasOffset();

    private static decimal ParsePercent(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (decimal.TryParse(text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 0 and <= 100 && percent == Math.Round(percent, 1))
        {
            return percent;
        }

        argument.AddError($"The percentage must be 0 to 100 with at most one decimal, not '{text}'.");
        return default;
    }
}
