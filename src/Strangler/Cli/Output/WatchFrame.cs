using System.Globalization;
using Monolith.Strangler.Cli.Api;

namespace Monolith.Strangler.Cli.Output;

/// <summary>Both sides of every route, as they did in the last minute.</summary>
internal static class WatchFrame
{
    private const double WindowSeconds = 60;

    private static readonly string[] Headers =
        ["Route", ">To service", ">Monolith req/s", ">err", ">p50/p95/p99 ms", ">Service req/s", ">err", ">p50/p95/p99 ms", ">Fallbacks", "The service is"];

    public static Frame Of(StatusAnswer status, DateTimeOffset at, Uri url)
        => new(Headers, [.. status.Routes.Select(Row)],
            [$"{Words.Time(at)}, {url}: flags version {status.Version}. Figures of the last 60 s.", .. Hosts(status), .. Services(status), .. StatusLines.Of(status)]);

    private static IReadOnlyList<Styled> Row(RouteStatus route) =>
    [
        route.Route, Words.Percent(route.Percent),
        Rate(route.Monolith), Errors(route.Monolith), Latency(route.Monolith),
        Rate(route.Service), Errors(route.Service), Latency(route.Service),
        new($"{route.Fallbacks}", route.Fallbacks > 0 ? "yellow" : null),
        route.Service.Requests == 0 ? "" : Difference.Of(route.Monolith, route.Service),
    ];

    private static Styled Rate(SideTraffic side) => (side.Requests / WindowSeconds).ToString("0.0", CultureInfo.InvariantCulture);

    private static Styled Errors(SideTraffic side)
        => side.Requests == 0 ? "" : new Styled(Difference.ErrorPercent(side).ToString("0.0' %'", CultureInfo.InvariantCulture), side.Errors > 0 ? "red" : null);

    private static Styled Latency(SideTraffic side)
        => side.P50 is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{side.P50:0.#}/{side.P95:0.#}/{side.P99:0.#}");

    private static IEnumerable<Styled> Hosts(StatusAnswer status)
    {
        var live = status.Hosts.Where(h => h.Live).ToList();
        var behind = live.Where(h => h.Version < status.Version).ToList();
        if (behind.Count > 0)
        {
            yield return new($"{behind.Count} of {live.Count} hosts are behind: {string.Join(", ", behind.Select(h => $"{h.Name} at version {h.Version}"))}.", "yellow");
        }
        else if (live.Count > 1)
        {
            yield return $"{live.Count} hosts, all at this version.";
        }
    }

    private static IEnumerable<Styled> Services(StatusAnswer status)
        => status.Services.Where(s => s.Health == "healthy" && !s.BreakerOpen).Select(s => s.Module).ToList() is { Count: > 0 } healthy
            ? [$"Healthy: {string.Join(", ", healthy)}."]
            : [];
}
