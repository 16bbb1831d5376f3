using System.CommandLine;
using Monolith.Strangler.Cli.Api;
using Monolith.Strangler.Cli.Output;

namespace Monolith.Strangler.Cli.Commands;

internal static class ExplainCommand
{
    public static Command Create(HostOptions host)
    {
        var method = new Argument<string>("method") { HelpName = "METHOD", Description = "GET, POST, ..." };
        var path = new Argument<string>("path") { HelpName = "PATH", Description = "As a client asks for it: /api/movies/7." };
        var user = new Option<string?>("--user") { HelpName = "ID", Description = "The signed-in user. Default: nobody." };
        var tenant = new Option<string?>("--tenant") { HelpName = "NAME", Description = "The caller's tenant." };
        var group = new Option<string[]>("--group") { HelpName = "NAME", Description = "A group the caller is in; may be given several times.", DefaultValueFactory = _ => [] };
        var side = new Option<string?>("--side") { HelpName = "SIDE", Description = "The side that the caller asks for as a tester: monolith or service." };
        var contentType = new Option<string?>("--content-type") { HelpName = "TYPE", Description = "Of the request's body, where routes differ by it: application/json. Default: none is said." };
        var command = new Command("explain", "Which side a request would go to on this host now, and why.") { method, path, user, tenant, group, side, contentType };
        command.SetAction(async (arguments, stop) =>
        {
            using var client = host.Connect(arguments);
            var query = new[] { ("method", arguments.GetRequiredValue(method)), ("path", arguments.GetRequiredValue(path)) }
                .Concat(new[] { ("user", arguments.GetValue(user)), ("tenant", arguments.GetValue(tenant)), ("side", arguments.GetValue(side)), ("contentType", arguments.GetValue(contentType)) }
                    .Concat(arguments.GetRequiredValue(group).Select(name => ("group", (string?)name)))
                    .Where(pair => pair.Item2 is not null)
                    .Select(pair => (pair.Item1, pair.Item2!)));
            var explanation = await client.ExplainAsync(query, stop);
            if (arguments.GetValue(host.Json))
            {
                Screen.WriteJson(explanation);
            }
            else
            {
                Show(explanation, new Screen());
            }

            return explanation.Route is null ? ExitCode.UnknownTarget : ExitCode.Done;
        });
        return command;
    }

    private static void Show(Explanation explanation, Screen screen)
    {
        screen.Line(explanation.Route is { } route
            ? $"{explanation.Method} {explanation.Path} is route {route} ({explanation.Endpoint}): {Words.Percent(explanation.Percent)} to the service, flags version {explanation.Version}."
            : $"{explanation.Method} {explanation.Path} is no route with a flag.");
        screen.Line($"Side: {explanation.Side} ({explanation.Reason}).", explanation.Side == "service" ? "green" : null);
        foreach (var sentence in explanation.Why)
        {
            screen.Line($"  {sentence}");
        }

        if (explanation.AnsweredBy != explanation.Side)
        {
            screen.Line($"Answered by: {explanation.AnsweredBy}.", "yellow");
        }
    }
}
