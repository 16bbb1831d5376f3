using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Store.Hosts;

namespace Monolith.Strangler.Routing.Admin;

/// <summary>Hosts as the admin API shows them.</summary>
internal static class HostAnswers
{
    public static HostAnswer AsSeen(SeenHost host)
        => new(host.Report.Host.Name, host.Report.Version, host.At, host.At + host.Report.Lease, host.IsLive);

    /// <param name="host">That has not said yet that it applies a version just written.</param>
    /// <param name="now">Not when it was last seen: it may have asked the store a moment before that version was written, and renewed its lease by that.</param>
    public static HostAnswer Behind(SeenHost host, DateTimeOffset now) => AsSeen(host) with { LeaseEndsAt = now + host.Report.Lease };
}
