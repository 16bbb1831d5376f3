using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Store;
using Monolith.Strangler.Routing.Store.Ledger;

namespace Monolith.Strangler.Routing.Admin;

/// <summary>What an operator can do to traffic: checks the order, writes it, and has it applied here before it answers.</summary>
internal sealed class TrafficControl(RouteCatalog catalog, LiveFlags live, ChangeReport report, TimeProvider time)
{
    /// <summary>Waits a little until the other hosts have it too; that one has not is an answer, not a failure.</summary>
    /// <exception cref="AdminException">The order cannot be carried out as it is.</exception>
    public async Task<ChangeAnswer> ShiftAsync(ShiftRequest order, string who, CancellationToken cancellationToken)
    {
        var reason = OrderRules.CheckedReason(order.Reason);
        var routes = RoutesOf(order.Target);
        if (order.Percent is not { } percent || percent is < 0 or > 100 || percent != Math.Round(percent, 1))
        {
            throw new AdminException(AdminError.InvalidPercent, $"The percentage must be 0 to 100 with at most one decimal, not '{order.Percent}'.");
        }

        var wait = OrderRules.CheckedWait(order.Wait);
        var aim = new ShiftAim(OrderRules.CheckedNames(order.Users), OrderRules.CheckedNames(order.Groups), order.From, order.Until, order.Clear);
        var module = routes.Select(id => catalog.Routes[id]).FirstOrDefault(r => r.Service is null)?.Module;
        if (module is not null && (percent > 0 || aim.NamesSomebody))
        {
            throw new AdminException(AdminError.NoService,
                $"No service is configured for module '{module}', so nothing can be shifted to it. Start the service, set 'Strangler:Services:{module}:Url' (environment: Strangler__Services__{module}__Url) to its address and restart the host.");
        }

        HealthyServices.Require(routes.Select(id => catalog.Routes[id]), live.Snapshot.PercentOf, percent, order.Force);
        var change = await live.ChangeAsync(flags => flags.WithFlagsFor(catalog.Routes.Keys).Shift(routes, percent, aim), FlagOrder.New(who, reason, time), cancellationToken);
        return await report.AnswerAsync(change, wait, cancellationToken);
    }

    /// <summary>Waits for nothing: in force on this host at once, with the store down too.</summary>
    /// <exception cref="AdminException">The order cannot be carried out as it is.</exception>
    public async Task<ChangeAnswer> RollBackAsync(RollbackRequest order, string who, CancellationToken cancellationToken)
    {
        var reason = OrderRules.CheckedReason(order.Reason);
        if (order.All == order.Target is not null)
        {
            throw new AdminException(AdminError.UnknownTarget, "Name either a target (a route or a module) or all.");
        }

        // All is also the flags of routes this host does not have: another version of it may.
        var routes = order.All ? null : RoutesOf(order.Target);
        var figures = RouteFigures.Of(routes ?? [.. catalog.Routes.Keys.Order(StringComparer.Ordinal)], catalog);
        var change = await live.RollBackAsync(new(FlagOrder.New(who, reason, time) with { Figures = figures }, routes));
        return await report.AnswerAsync(change, TimeSpan.Zero, cancellationToken);
    }

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
