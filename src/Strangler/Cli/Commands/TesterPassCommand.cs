using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Monolith.Strangler.Cli.Api;
using Monolith.Strangler.Cli.Output;

namespace Monolith.Strangler.Cli.Commands;

internal static class TesterPassCommand
{
    public static Command Create(HostOptions host)
    {
        var side = new Argument<string>("side") { HelpName = "SIDE", Description = "monolith or service." };
        var life = new Option<TimeSpan>("--for") { HelpName = "TIME", Description = "How long, such as 30m, 8h or 2d; at most 30d. Default: 8h.", CustomParser = ParseTime, DefaultValueFactory = _ => TimeSpan.FromHours(8) };
        var command = new Command("tester-pass", "A pass with which anybody chooses a side. It cannot be called back.") { side, life };
        command.SetAction(async (arguments, stop) =>
        {
            using var client = host.Connect(arguments);
            var pass = await client.IssuePassAsync(new(arguments.GetRequiredValue(side), (long)arguments.GetValue(life).TotalSeconds), stop);
            if (arguments.GetValue(host.Json))
            {
                Screen.WriteJson(pass);
            }
            else
            {
                Show(pass);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(PassAnswer pass)
    {
        Console.WriteLine($"Until {Words.Time(pass.Until)} whoever sends this goes to the {pass.Side}, where a route is not rolled back:");
        Console.WriteLine($"{pass.Header}: {pass.Pass}");
        Console.WriteLine($"Cookie: {pass.Cookie}={pass.Pass}");
    }

    private static TimeSpan ParseTime(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 100_000)
        {
            switch (text[^1])
            {
                case 'm': return TimeSpan.FromMinutes(number);
                case 'h': return TimeSpan.FromHours(number);
                case 'd': return TimeSpan.FromDays(number);
            }
        }

        argument.AddError($"--for takes a time such as 30m, 8h or 2d, not '{text}'.");
        return default;
    }
}
