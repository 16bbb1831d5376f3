using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Store;
using Monolith.Strangler.Routing.Store.Hosts;

namespace Monolith.Strangler.Routing.Admin;

/// <summary>Says what a change did, and which hosts have it.</summary>
internal sealed class ChangeReport(HostRegister hosts, TimeProvider time)
{
    /// <param name="change">Made on this host.</param>
    /// <param name="wait">How long at most the other live hosts are waited for.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<ChangeAnswer> AnswerAsync(FlagChange change, TimeSpan wait, CancellationToken cancellationToken)
    {
        var others = change.IsPending ? hosts.LiveOthers : await hosts.WaitForOthersAsync(change.Version, wait, cancellationToken);
        var now = time.GetUtcNow();
        var self = new HostAnswer(hosts.Self.Name, change.Version, SeenAt: null, LeaseEndsAt: null, Live: true);
        var applied = others.Where(h => !change.IsPending && h.Report.Version >= change.Version).Select(HostAnswers.AsSeen);
        var behind = others.Where(h => change.IsPending || h.Report.Version < change.Version).Select(h => HostAnswers.Behind(h, now));
        return new(change.Version, change.Changes.Count > 0, change.Changes, change.IsPending, [self, .. applied], [.. behind]);
    }
}
