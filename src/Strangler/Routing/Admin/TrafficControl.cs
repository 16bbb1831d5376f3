using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Store;
using Monolith.Strangler.Routing.Store.Hosts;
using Monolith.Strangler.Routing.Store.Ledger;

namespace Monolith.Strangler.Routing.Admin;

/// <summary>What an operator can do to traffic: checks the order, writes it, and has it applied here before it answers.</summary>
internal sealed class TrafficControl(RouteCatalog catalog, LiveFlags live, HostRegister hosts, TimeProvider time)
{
    private const int LongestReason = 500;
    private const int LongestWait = 60;
    private const int DefaultWait = 5;

    /// <summary>Waits a little until the other hosts have it too; that one has not is an answer, not a failure.</summary>
    /// <exception cref="AdminException">The order cannot be carried out as it is.</exception>
    public async Task<ChangeAnswer> ShiftAsync(ShiftRequest order, string who, CancellationToken cancellationToken)
    {
        var reason = CheckedReason(order.Reason);
        var routes = RoutesOf(order.Target);
        if (order.Percent is not { } percent || percent is < 0 or > 100 || percent != Math.Round(percent, 1))
        {
            throw new AdminException(AdminError.InvalidPercent, $"The percentage must be 0 to 100 with at most one decimal, not '{order.Percent}'.");
        }

        if (order.Wait is < 0 or > LongestWait)
        {
            throw new AdminException(AdminError.InvalidWait, $"The wait must be 0 to {LongestWait} seconds, not '{order.Wait}'.");
        }

        var module = routes.Select(id => catalog.Routes[id]).FirstOrDefault(r => r.Service is null)?.Module;
        if (module is not null && percent > 0)
        {
            throw new AdminException(AdminError.NoService,
                $"No service is configured for module '{module}', so nothing can be shifted to it. Start the service, set 'Strangler:Services:{module}:Url' (environment: Strangler__Services__{module}__Url) to its address and restart the host.");
        }

        HealthyServices.Require(routes.Select(id => catalog.Routes[id]), live.Snapshot.PercentOf, percent, order.Force);
        var change = await live.ChangeAsync(flags => flags.WithFlagsFor(catalog.Routes.Keys).Shift(routes, percent), FlagOrder.New(who, reason, time), cancellationToken);
        return await AnswerAsync(change, TimeSpan.FromSeconds((double)(order.Wait ?? DefaultWait)), cancellationToken);
    }

    /// <summary>Waits for nothing: in force on this host at once, with the store down too.</summary>
    /// <exception cref="AdminException">The order cannot be carried out as it is.</exception>
    public async Task<ChangeAnswer> RollBackAsync(RollbackRequest order, string who, CancellationToken cancellationToken)
    {
        var reason = CheckedReason(order.Reason);
        if (order.All == order.Target is not null)
        {
            throw new AdminException(AdminError.UnknownTarget, "Name either a target (a route or a module) or all.");
        }

        // All is also the flags of routes this host does not have: another version of it may.
        var routes = order.All ? null : RoutesOf(order.Target);
        var figures = RouteFigures.Of(routes ?? [.. catalog.Routes.Keys.Order(StringComparer.Ordinal)], catalog);
        var change = await live.RollBackAsync(new(FlagOrder.New(who, reason, time) with { Figures = figures }, routes));
        return await AnswerAsync(change, TimeSpan.Zero, cancellationToken);
    }

    private async Task<ChangeAnswer> AnswerAsync(FlagChange change, TimeSpan wait, CancellationToken cancellationToken)
    {
        var others = change.IsPending ? hosts.LiveOthers : await hosts.WaitForOthersAsync(change.Version, wait, cancellationToken);
        var now = time.GetUtcNow();
        var self = new HostAnswer(hosts.Self.Name, change.Version, SeenAt: null, LeaseEndsAt: null, Live: true);
        var applied = others.Where(h => !change.IsPending && h.Report.Version >= change.Version).Select(HostAnswers.AsSeen);
        var behind = others.Where(h => change.IsPending || h.Report.Version < change.Version).Select(h => HostAnswers.Behind(h, now));
        return new(change.Version, change.Changes.Count > 0, change.Changes, change.IsPending, [self, .. applied], [.. behind]);
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
