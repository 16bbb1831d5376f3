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

    /// <summary>With separators for thousands; nothing where it is not known.</summary>
    public static string Count(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    public static string Bytes(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.##} GiB"),
    };
}
