using System.Globalization;
using Monolith.Strangler.Cli.Api;

namespace Monolith.Strangler.Cli.Output;

/// <summary>Figures as people read them.</summary>
internal static class Words
{
    public static string Percent(decimal? percent) => percent is { } p ? $"{p.ToString("0.####", CultureInfo.InvariantCulture)} %" : "none";

    public static string Changes(IEnumerable<RouteChange> changes)
        => string.Join(", ", changes.Select(c => $"{c.Route} {Percent(c.From)} -> {Percent(c.To)}"));
}
