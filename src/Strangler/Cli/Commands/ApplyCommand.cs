using System.CommandLine;
using Monolith.Strangler.Cli.Api;
using Monolith.Strangler.Cli.Output;

namespace Monolith.Strangler.Cli.Commands;

internal static class ApplyCommand
{
    public static Command Create(HostOptions host)
    {
        var file = new Argument<string>("file") { HelpName = "FILE", Description = "A document as 'export' writes it, or - for the standard input." };
        var reason = new Option<string?>("--reason") { Description = "Why; for the history. 1 to 500 characters. Needed unless with --dry-run." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only shows what would change." };
        var wait = ShiftCommand.Wait();
        var command = new Command("apply", "Puts a whole document in the place of all flags, if nobody changed them meanwhile.") { file, reason, dryRun, wait };
        command.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(reason)) && !result.GetValue(dryRun))
            {
                result.AddError("--reason is needed, unless with --dry-run.");
            }
        });
        command.SetAction(async (arguments, stop) =>
        {
            var document = FlagsFile.Parse(arguments.GetRequiredValue(file));
            using var client = host.Connect(arguments);
            return await ApplyAsync(client, new(document, arguments.GetValue(reason), Expected: null, DryRun: true, arguments.GetValue(wait)), arguments.GetValue(dryRun), arguments.GetValue(host.Json), stop);
        });
        return command;
    }

    /// <summary>Looks first, and then applies to that version and no other.</summary>
    private static async Task<int> ApplyAsync(AdminClient client, ApplyRequest look, bool dryRun, bool json, CancellationToken stop)
    {
        var answer = await client.ApplyAsync(look, stop);
        if (!json)
        {
            Show(answer);
        }

        if (answer.Lint.Passed && answer.Differences.Count > 0 && !dryRun)
        {
            answer = await client.ApplyAsync(look with { DryRun = false, Expected = answer.Version }, stop);
            if (!json)
            {
                ShiftCommand.Show(answer.Change!, json: false);
            }
        }

        if (json)
        {
            Screen.WriteJson(answer);
        }

        return !answer.Lint.Passed ? ExitCode.FlagsWrong
            : answer.Change is { Behind.Count: > 0 } ? ExitCode.HostsBehind
            : ExitCode.Done;
    }

    private static void Show(ApplyAnswer answer)
    {
        var screen = new Screen();
        if (answer.Lint.Findings.Count > 0)
        {
            LintCommand.Show(answer.Lint.Findings, screen);
        }

        foreach (var difference in answer.Differences)
        {
            screen.Line($"{difference.Flag}: {difference.Was ?? "no flag"} -> {difference.Becomes ?? "no flag"}");
        }

        if (answer.Lint.Passed && answer.Differences.Count == 0)
        {
            screen.Line($"Nothing to change; version {answer.Version} stays.");
        }
    }
}
