using System.CommandLine;
using Monolith.Strangler.Cli.Api;
using Monolith.Strangler.Cli.Output;

namespace Monolith.Strangler.Cli.Commands;

internal static class LintCommand
{
    public static Command Create(HostOptions host)
    {
        var file = new Argument<string?>("file") { HelpName = "FILE", Description = "A document of flags, or - for the standard input. Default: the flags in use.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("lint", "Looks through flags for what is wrong, or probably not meant, on the host's routes and services.") { file };
        command.SetAction(async (arguments, stop) =>
        {
            var document = arguments.GetValue(file) is { } path ? FlagsFile.Read(path) : null;
            using var client = host.Connect(arguments);
            var answer = await client.LintAsync(document, stop);
            if (arguments.GetValue(host.Json))
            {
                Screen.WriteJson(answer);
            }
            else
            {
                Show(answer.Findings, new Screen());
            }

            return answer.Passed ? ExitCode.Done : ExitCode.FlagsWrong;
        });
        return command;
    }

    public static void Show(IReadOnlyList<LintFinding> findings, Screen screen)
    {
        foreach (var finding in findings)
        {
            screen.Line($"{finding.Severity} {finding.Rule}: {finding.Message}", finding.Severity == "error" ? "red" : "yellow");
        }

        if (findings.Count == 0)
        {
            screen.Line("Nothing is wrong.");
        }
    }
}
