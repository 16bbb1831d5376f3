namespace Monolith.Strangler.Routing.Flags;

/// <summary>Who goes to the service beside a percentage, and when. What is not named stays as it is.</summary>
/// <param name="Users">Keys that are named for the service from now on; the monolith's no more.</param>
/// <param name="Groups">Likewise.</param>
/// <param name="From">Start of the flag's window; null leaves the one there is.</param>
/// <param name="Until">End of it, likewise.</param>
/// <param name="Clear">Forgets the named users, groups and the windows there are before the others are set.</param>
internal sealed record ShiftAim(IReadOnlyCollection<string> Users, IReadOnlyCollection<string> Groups, DateTimeOffset? From, DateTimeOffset? Until, bool Clear)
{
    /// <summary>Whether it names anybody for the service.</summary>
    public bool NamesSomebody => Users.Count + Groups.Count > 0;

    /// <exception cref="InvalidFlagsException">The flag has several windows, and which one is meant nobody can say.</exception>
    public FeatureFlag ApplyTo(FeatureFlag flag)
    {
        var allocation = flag.Allocation!;
        var users = Named((allocation.User ?? []).Select(a => (a.Variant, a.Users)), Users);
        var groups = Named((allocation.Group ?? []).Select(a => (a.Variant, a.Groups)), Groups);
        return flag with
        {
            Allocation = allocation with
            {
                User = users.Count == 0 ? null : [.. users.Select(u => new UserAllocation(u.Variant, u.Names))],
                Group = groups.Count == 0 ? null : [.. groups.Select(g => new GroupAllocation(g.Variant, g.Names))],
            },
            Conditions = Scheduled(flag),
        };
    }

    private List<(string Variant, IReadOnlyList<string> Names)> Named(IEnumerable<(string Variant, IReadOnlyList<string> Names)> entries, IReadOnlyCollection<string> added)
    {
        if (added.Count == 0)
        {
            return Clear ? [] : [.. entries];
        }

        var kept = Clear ? [] : entries
            .Select(e => (e.Variant, Names: e.Names.Except(added, StringComparer.Ordinal).ToList()))
            .Where(e => e.Names.Count > 0)
            .ToList();
        var before = kept.Where(e => e.Variant == Variants.Service).SelectMany(e => e.Names);
        return
        [
            (Variants.Service, [.. before.Concat(added).Distinct(StringComparer.Ordinal)]),
            .. kept.Where(e => e.Variant != Variants.Service).Select(e => (e.Variant, (IReadOnlyList<string>)e.Names)),
        ];
    }

    private FlagConditions? Scheduled(FeatureFlag flag)
    {
        var conditions = Clear && flag.Conditions is not null ? flag.Conditions with { ClientFilters = null, RequirementType = null } : flag.Conditions;
        if (From is null && Until is null)
        {
            return conditions;
        }

        var window = conditions?.ClientFilters switch
        {
            null or [] => new(Start: null, End: null),
            [var only] => TimeWindow.Read(only, out _)!,
            { Count: var several } => throw new InvalidFlagsException([$"Flag '{flag.Id}' has {several} time windows; clear them first, or apply a document."]),
        };
        return (conditions ?? new()) with { ClientFilters = [(window with { Start = From ?? window.Start, End = Until ?? window.End }).ToFilter()] };
    }
}
