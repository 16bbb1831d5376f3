using System.Globalization;
using Monolith.Strangler.Cli.Api;

namespace Monolith.Strangler.Cli.Output;

/// <summary>How a service does beside the monolith, in a few words. Errors count before speed.</summary>
internal static class Difference
{
    /// <summary>Fewer than that on either side, and chance would have the say.</summary>
    private const long FewestRequests = 20;

    private const double ManyMoreErrors = 1;
    private const double MoreErrors = 0.1;
    private const double MuchSlower = 1.5;

    // The percentiles are right to within 6 % each.
    private const double Slower = 1.2;

    public static Styled Of(SideTraffic monolith, SideTraffic service)
    {
        if (monolith.Requests < FewestRequests || service.Requests < FewestRequests)
        {
            return new("too few to compare", "grey");
        }

        var errors = ErrorPercent(service) - ErrorPercent(monolith);
        var times = service.P95 / monolith.P95 ?? 1;
        return errors >= MoreErrors ? new Styled($"{Text(errors)} % more errors", errors >= ManyMoreErrors ? "red" : "yellow")
            : times >= Slower ? new Styled($"{Text(times)}x slower (p95)", times >= MuchSlower ? "red" : "yellow")
            : errors <= -MoreErrors ? new Styled($"{Text(-errors)} % fewer errors", "green")
            : times <= 1 / Slower ? new Styled($"{Text(1 / times)}x faster (p95)", "green")
            : "about the same";
    }

    public static double ErrorPercent(SideTraffic side) => side.Requests == 0 ? 0 : 100.0 * side.Errors / side.Requests;

    private static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
