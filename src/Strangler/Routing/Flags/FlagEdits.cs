namespace Monolith.Strangler.Routing.Flags;

/// <summary>The changes an operator can make, each from one document to the next.</summary>
internal static class FlagEdits
{
    /// <summary>Adds a flag, all monolith, for each route that has none.</summary>
    public static FlagDocument WithFlagsFor(this FlagDocument document, IEnumerable<string> routes)
        => document.With(document.Flags.Concat(routes.Except(document.Flags.Select(f => f.Id), StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(New)));

    /// <summary>Sends the first <paramref name="percent"/> of the module's buckets to the service. Users and groups that are named stay so.</summary>
    public static FlagDocument Shift(this FlagDocument document, IReadOnlyCollection<string> routes, decimal percent)
        => document.Edit(routes, flag => flag with
        {
            Enabled = true,
            Allocation = flag.Allocation! with
            {
                // At 100 % also the requests that have no key, else a route of anonymous requests could never leave the monolith.
                DefaultWhenEnabled = percent == 100 ? Variants.Service : Variants.Monolith,
                Percentile = percent == 0 ? null : [new(Variants.Service, 0, (double)percent)],
            },
        });

    /// <summary>The same, with users, groups and a time.</summary>
    /// <exception cref="InvalidFlagsException">A flag has several windows.</exception>
    public static FlagDocument Shift(this FlagDocument document, IReadOnlyCollection<string> routes, decimal percent, ShiftAim aim)
        => document.Shift(routes, percent).Edit(routes, aim.ApplyTo);

    /// <summary>Everybody back to the monolith, users and groups that are named included: their entries stay, for the next shift, but the flag is disabled.</summary>
    public static FlagDocument RollBack(this FlagDocument document, IReadOnlyCollection<string> routes)
        => document.Edit(routes, flag => flag with
        {
            Enabled = false,
            Allocation = flag.Allocation! with { DefaultWhenEnabled = Variants.Monolith, Percentile = null },
        });

    private static FlagDocument Edit(this FlagDocument document, IReadOnlyCollection<string> routes, Func<FeatureFlag, FeatureFlag> edit)
        => document.With(document.Flags.Select(f => routes.Contains(f.Id, StringComparer.Ordinal) ? edit(f) : f));

    private static FeatureFlag New(string route)
    {
        var flag = new FeatureFlag
        {
            Id = route,
            Enabled = true,
            Variants = [new() { Name = Variants.Monolith }, new() { Name = Variants.Service }],
        };
        return flag with
        {
            Allocation = new() { DefaultWhenEnabled = Variants.Monolith, DefaultWhenDisabled = Variants.Monolith, Seed = flag.Module },
        };
    }
}
