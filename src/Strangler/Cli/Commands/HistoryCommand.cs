using System.CommandLine;
using System.Globalization;
using Monolith.Strangler.Cli.Output;

namespace Monolith.Strangler.Cli.Commands;

internal static class HistoryCommand
{
    public static Command Create(HostOptions host)
    {
        var limit = new Option<int>("--limit") { Description = "The newest so many, 1 to 1000.", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--limit must be 1 to 1000.");
            }
        });
        var command = new Command("history", "Who shifted what, when and why, newest first.") { limit };
        command.SetAction(async (arguments, stop) =>
        {
            using var client = host.Connect(arguments);
            var history = await client.HistoryAsync(arguments.GetValue(limit), stop);
            if (arguments.GetValue(host.Json))
            {
                Screen.WriteJson(history);
            }
            else
            {
                new Screen().Table(
                    [">Version", "At (UTC)", "Who", "What", "Why"],
                    history.Entries.Select(e => new[]
                    {
                        $"{e.Version}", e.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), e.Who, Words.Changes(e.Changes), e.Reason,
                    }));
            }

            return ExitCode.Done;
        });
        return command;
    }
}
