using System.CommandLine;
using Monolith.Strangler.Cli.Api;
using Monolith.Strangler.Cli.Output;

namespace Monolith.Strangler.Cli.Commands;

internal static class StatusCommand
{
    public static Command Create(HostOptions host)
    {
        var command = new Command("status", "Which side answers each route, how healthy the services are, and the last minute's requests and errors on each side.");
        command.SetAction(async (arguments, stop) =>
        {
            using var client = host.Connect(arguments);
            var status = await client.StatusAsync(stop);
            if (arguments.GetValue(host.Json))
            {
                Screen.WriteJson(status);
            }
            else
            {
                Show(status, new Screen());
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(StatusAnswer status, Screen screen)
    {
        screen.Table(
            ["Route", "Module", "Side", ">To service", "Service", ">Monolith req", ">err", ">Service req", ">err", ">Fallbacks"],
            status.Routes.Select(route => new[]
            {
                route.Route, route.Module, route.Side, Words.Percent(route.Percent), Health(status, route.Module),
                $"{route.Monolith.Requests}", $"{route.Monolith.Errors}", $"{route.Service.Requests}", $"{route.Service.Errors}", $"{route.Fallbacks}",
            }));
        screen.Line($"Requests, errors and fallbacks: last 60 s. Flags: version {status.Version}, from {Source(status)}.");
        foreach (var line in StatusLines.Of(status))
        {
            screen.Line(line.Text, line.Style);
        }

        if (status.Hosts.Count(h => h.Live) > 1)
        {
            screen.Line($"Hosts: {string.Join(", ", status.Hosts.Where(h => h.Live).Select(h => $"{h.Name} at version {h.Version}"))}.");
        }

        if (status.UnusedFlags.Count > 0)
        {
            screen.Line($"Flags without a route in this host: {string.Join(", ", status.UnusedFlags)}.", "yellow");
        }
    }

    private static string Health(StatusAnswer status, string module)
        => status.Services.FirstOrDefault(s => s.Module == module)?.Health ?? "none";

    private static string Source(StatusAnswer status) => status.Source switch
    {
        "store" => "the store",
        "disk" => "the disk, not yet confirmed by the store",
        _ => "nowhere: everything is the monolith's",
    };
}
