using System.CommandLine;
using Monolith.Strangler.Cli.Output;

namespace Monolith.Strangler.Cli.Commands;

internal static class ExportCommand
{
    public static Command Create(HostOptions host)
    {
        var file = new Argument<string?>("file") { HelpName = "FILE", Description = "Where to write it. Default: the standard output.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("export", "All flags as one document in FeatureManagement's schema, for 'lint' and 'apply'.") { file };
        command.SetAction(async (arguments, stop) =>
        {
            using var client = host.Connect(arguments);
            var answer = await client.ExportAsync(stop);
            if (arguments.GetValue(file) is not { } path)
            {
                Screen.WriteJson(answer.Document);
                return ExitCode.Done;
            }

            FlagsFile.Write(path, Screen.Json(answer.Document));
            Console.WriteLine($"Version {answer.Version} is in {path}.");
            return ExitCode.Done;
        });
        return command;
    }
}
