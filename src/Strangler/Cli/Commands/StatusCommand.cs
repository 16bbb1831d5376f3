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
        foreach (var service in status.Services.Where(s => s.Health == "unhealthy" || s.BreakerOpen))
        {
            screen.Line($"Service {service.Module} at {service.Url}: {service.Detail}{(service.BreakerOpen ? "; not tried for now, the monolith answers" : "")}.", "yellow");
        }

        (string? Error, string Means)[] troubles =
        [
            (status.StoreError, "The flags' store cannot be reached; nothing can be shifted"), (status.DocumentError, "The newest flags are broken"),
            (status.LeaseExpired ? "nobody confirms the flags any more." : null, "Everything is the monolith's"), (status.LedgerError, "The ledger was cut or changed"),
            (status.ConfigurationError, "The newest configuration file is not in force"),
        ];
        foreach (var (error, means) in troubles)
        {
            if (error is not null)
            {
                screen.Line($"{means}: {error}", "red");
            }
        }

        foreach (var rollback in status.PendingRollbacks)
        {
            screen.Line($"Rolled back on this host, not yet in the store: {(rollback.Routes is null ? "everything" : string.Join(", ", rollback.Routes))}, by {rollback.Who} on {Words.Time(rollback.At)}: {rollback.Reason}", "yellow");
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
