using System.Collections.Frozen;
using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Routing.Decisions;

/// <summary>
/// One flag, made ready so that a decision looks things up and computes at most one hash: no lock, no allocation. Answers what
/// <c>IVariantFeatureManager.GetVariantAsync</c> answers for the same document.
/// </summary>
internal sealed class CompiledFlag
{
    private readonly Decision? _forEveryone;
    private readonly Side _default;
    private readonly string _seed;
    private readonly FrozenDictionary<string, Side> _users;
    private readonly (Side Side, FrozenSet<string> Groups)[] _groups;
    private readonly PercentileRange[] _ranges;
    private readonly Schedule? _schedule;

    /// <param name="flag">Already found valid by <see cref="FlagRules"/>.</param>
    /// <param name="forcedBack">Why it is the monolith's for everyone, whatever the flag says; null when it is not.</param>
    public CompiledFlag(FeatureFlag flag, DecisionReason? forcedBack = null)
    {
        var allocation = flag.Allocation!;
        _seed = allocation.Seed!;
        _default = Variants.SideOf(allocation.DefaultWhenEnabled!);
        // The first entry that names a user counts, as in Microsoft.FeatureManagement.
        _users = (allocation.User ?? [])
            .SelectMany(a => a.Users.Select(u => (User: u, Side: Variants.SideOf(a.Variant))))
            .DistinctBy(x => x.User, StringComparer.Ordinal)
            .ToFrozenDictionary(x => x.User, x => x.Side, StringComparer.Ordinal);
        _groups = [.. (allocation.Group ?? []).Select(a => (Variants.SideOf(a.Variant), a.Groups.ToFrozenSet(StringComparer.Ordinal)))];
        _ranges = [.. (allocation.Percentile ?? []).Select(p => new PercentileRange(p.From, p.To, Variants.SideOf(p.Variant))).Where(r => !r.IsEmpty)];

        _schedule = Schedule.Of(flag.Conditions);

        HashSet<Side> reachable = [_default, .. _users.Values, .. _groups.Select(g => g.Side), .. _ranges.Select(r => r.Side)];
        _forEveryone = forcedBack is { } reason ? new(Side.Monolith, reason)
            : !flag.Enabled ? new(Variants.SideOf(allocation.DefaultWhenDisabled!), DecisionReason.Disabled)
            : reachable.Count == 1 ? new(_default, DecisionReason.Everyone)
            : null;
        Percent = flag.Enabled && forcedBack is null ? ServiceShare() : 0;
    }

    /// <summary>Whether the decision needs to know who asks.</summary>
    public bool NeedsUser => _forEveryone is null;

    /// <summary>Whether the decision needs to know the user's groups.</summary>
    public bool NeedsGroups => _forEveryone is null && _groups.Length > 0;

    /// <summary>Whether the decision needs to know the time.</summary>
    public bool HasSchedule => _schedule is not null;

    /// <summary>The share of buckets that go to the service, 0 to 100; users and groups that are named come on top.</summary>
    public decimal Percent { get; }

    /// <summary>Rolled back, or the lease is over: neither a tester's wish nor a schedule may send anybody to the service.</summary>
    public bool IsDisabled => _forEveryone is { Reason: DecisionReason.Disabled or DecisionReason.LeaseExpired };

    /// <summary>Where the key stands between 0 and 100; see <see cref="Bucket"/>.</summary>
    public double BucketOf(string key) => Bucket.Of(key, _seed);

    /// <param name="user">The key: a user, a tenant or a visitor; null when there is none.</param>
    /// <param name="groups">Looked at only when <see cref="NeedsGroups"/>.</param>
    /// <param name="now">Looked at only when <see cref="HasSchedule"/>.</param>
    public Decision Decide(string? user, ReadOnlySpan<string> groups, DateTimeOffset now)
    {
        if (_schedule is not null && !IsDisabled && !_schedule.IsOn(now))
        {
            return new(Side.Monolith, DecisionReason.OutsideSchedule);
        }

        if (_forEveryone is { } same)
        {
            return same;
        }

        if (user is null)
        {
            return new(_default, DecisionReason.NoKey);
        }

        if (_users.TryGetValue(user, out var named))
        {
            return new(named, DecisionReason.User);
        }

        foreach (var (side, members) in _groups)
        {
            foreach (var group in groups)
            {
                if (members.Contains(group))
                {
                    return new(side, DecisionReason.Group);
                }
            }
        }

        if (_ranges.Length > 0)
        {
            var bucket = Bucket.Of(user, _seed);
            foreach (var range in _ranges)
            {
                if (range.Contains(bucket))
                {
                    return new(range.Side, DecisionReason.Percentile);
                }
            }
        }

        return new(_default, DecisionReason.Default);
    }

    private decimal ServiceShare()
    {
        // Between two neighbouring bounds the first range that matches is the same for every bucket.
        double[] bounds = [.. _ranges.SelectMany(r => new[] { r.From, r.To }).Append(0).Append(100).Distinct().Order()];
        var share = bounds.Zip(bounds.Skip(1))
            .Where(part => _ranges.Where(r => r.Contains(part.First)).Select(r => r.Side).DefaultIfEmpty(_default).First() == Side.Service)
            .Sum(part => part.Second - part.First);
        return Math.Round((decimal)share, 4);
    }
}
