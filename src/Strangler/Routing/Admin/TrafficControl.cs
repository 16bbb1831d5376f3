using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Store;
using Monolith.Strangler.Routing.Store.Ledger;

namespace Monolith.Strangler.Routing.Admin;

/// <summary>What an operator can do to traffic: checks the order, writes it, and has it applied here before it answers.</summary>
internal sealed class TrafficControl(RouteCatalog catalog, LiveFlags live, TimeProvider time)
{
    private const int LongestReason = 500;

    /// <exception cref="AdminException">The order cannot be carried out as it is.</exception>
    public Task<ChangeAnswer> ShiftAsync(ShiftRequest order, string who, CancellationToken cancellationToken)
    {
        var reason = CheckedReason(order.Reason);
        var routes = RoutesOf(order.Target);
        if (order.Percent is not { } percent || percent is < 0 or > 100 || percent != Math.Round(percent, 1))
        {
            throw new AdminException(AdminError.InvalidPercent, $"The percentage must be 0 to 100 with at most one decimal, not '{order.Percent}'.");
        }

        var module = routes.Select(id => catalog.Routes[id]).FirstOrDefault(r => r.Service is null)?.Module;
        if (module is not null && percent > 0)
        {
            throw new AdminException(AdminError.NoService,
                $"No service is configured for module '{module}', so nothing can be shifted to it. Start the service, set 'Strangler:Services:{module}:Url' (environment: Strangler__Services__{module}__Url) to its address and restart the host.");
        }

        return live.ChangeAsync(flags => flags.WithFlagsFor(catalog.Routes.Keys).Shift(routes, percent), FlagOrder.New(who, reason, time), cancellationToken);
    }

    /// <exception cref="AdminException">The order cannot be carried out as it is.</exception>
    public Task<ChangeAnswer> RollBackAsync(RollbackRequest order, string who, CancellationToken cancellationToken)
    {
        var reason = CheckedReason(order.Reason);
        if (order.All == order.Target is not null)
        {
            throw new AdminException(AdminError.UnknownTarget, "Name either a target (a route or a module) or all.");
        }

        // All is also the flags of routes this host does not have: another version of it may.
        return live.ChangeAsync(
            flags => flags.RollBack(order.All ? [.. flags.Flags.Select(f => f.Id)] : RoutesOf(order.Target)), FlagOrder.New(who, reason, time), cancellationToken);
    }

    private static string CheckedReason(string? reason)
        => reason?.Trim() is { Length: > 0 and <= LongestReason } trimmed
            ? trimmed
            : throw new AdminException(AdminError.InvalidReason, $"A reason is required, 1 to {LongestReason} characters: it is what the history will say.");

    private List<string> RoutesOf(string? target)
    {
        var routes = catalog.Routes.Values.Where(r => r.Id == target || r.Module == target).Select(r => r.Id).Order(StringComparer.Ordinal).ToList();
        if (routes.Count > 0)
        {
            return routes;
        }

        var known = catalog.Routes.Keys.Concat(catalog.Routes.Values.Select(r => r.Module)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        throw new AdminException(AdminError.UnknownTarget, $"There is no route or module '{target}'.")
        {
            Suggestions = Closest.To(target ?? "", known),
        };
    }
}
