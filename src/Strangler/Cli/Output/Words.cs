using System.Globalization;
using Monolith.Strangler.Cli.Api;

namespace Monolith.Strangler.Cli.Output;

/// <summary>Figures as people read them.</summary>
internal static class Words
{
    public static string Percent(decimal? percent) => percent is { } p ? $"{p.ToString("0.####", CultureInfo.InvariantCulture)} %" : "none";

    public static string Changes(IEnumerable<RouteChange> changes)
        => string.Join(", ", changes.Select(c => $"{c.Route} {Percent(c.From)} -> {Percent(c.To)}"));

    public static string Behind(HostAnswer host)
        => $"Host {host.Name} has not said that it applies this: it was at version {host.Version}, and serves the monolith alone from {Time(host.LeaseEndsAt)} at the latest, unless it has it by then.";

    public static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never";
}
