namespace Monolith.Strangler.Routing.Flags;

/// <summary>What a document must keep to beyond the schema, so that its meaning here is its meaning to Microsoft.FeatureManagement.</summary>
internal static class FlagRules
{
    /// <exception cref="InvalidFlagsException">At least one rule is broken.</exception>
    public static void ThrowIfBroken(FlagDocument document)
    {
        var errors = Errors(document).ToList();
        if (errors.Count > 0)
        {
            throw new InvalidFlagsException(errors);
        }
    }

    /// <summary>Every rule that is broken, with the flag.</summary>
    public static IEnumerable<string> Errors(FlagDocument document)
        => document.Flags.SelectMany((flag, i) => flag is null ? [$"Flag number {i + 1} is null."] : Broken(flag))
            .Concat(document.Flags.Where(f => f is not null).CountBy(f => f.Id, StringComparer.Ordinal).Where(c => c.Value > 1).Select(c => $"Flag '{c.Key}' is there {c.Value} times."));

    private static IEnumerable<string> Broken(FeatureFlag flag)
        => Errors(flag).Select(error => $"Flag '{flag.Id}': {error}");

    private static IEnumerable<string> Errors(FeatureFlag flag)
    {
        foreach (var error in Errors(flag.Conditions))
        {
            yield return error;
        }

        if (flag.Variants is not { } variants || !variants.Select(v => v?.Name).Order(StringComparer.Ordinal).SequenceEqual([Variants.Monolith, Variants.Service], StringComparer.Ordinal))
        {
            yield return $"variants must be '{Variants.Monolith}' and '{Variants.Service}'.";
        }

        if (flag.Allocation is not { } allocation)
        {
            yield return "allocation is missing.";
            yield break;
        }

        if (!Variants.Knows(allocation.DefaultWhenEnabled))
        {
            yield return $"allocation.default_when_enabled must be '{Variants.Monolith}' or '{Variants.Service}'.";
        }

        if (allocation.DefaultWhenDisabled != Variants.Monolith)
        {
            yield return $"allocation.default_when_disabled must be '{Variants.Monolith}': a disabled flag is a route that was rolled back.";
        }

        // Another seed would split one user over both sides of a module; no seed would make it the flag's name.
        if (allocation.Seed != flag.Module)
        {
            yield return $"allocation.seed must be '{flag.Module}', its module, so that a user is on one side for all routes of the module.";
        }

        foreach (var error in Errors(allocation))
        {
            yield return error;
        }
    }

    private static IEnumerable<string> Errors(FlagConditions? conditions)
    {
        if (conditions?.RequirementType is not (null or FlagConditions.Any or FlagConditions.All))
        {
            yield return $"conditions.requirement_type must be '{FlagConditions.Any}' or '{FlagConditions.All}'.";
        }

        foreach (var filter in conditions?.ClientFilters ?? [])
        {
            if (TimeWindow.Read(filter, out var error) is null)
            {
                yield return error!;
            }
        }
    }

    private static IEnumerable<string> Errors(FlagAllocation allocation)
    {
        foreach (var percentile in allocation.Percentile ?? [])
        {
            if (!Variants.Knows(percentile?.Variant) || !(percentile!.From >= 0 && percentile.From <= percentile.To && percentile.To <= 100))
            {
                yield return "allocation.percentile needs a variant and 0 <= from <= to <= 100.";
            }
        }

        foreach (var user in allocation.User ?? [])
        {
            if (!Variants.Knows(user?.Variant) || user!.Users is null || user.Users.Any(u => u is null))
            {
                yield return "allocation.user needs a variant and users.";
            }
        }

        foreach (var group in allocation.Group ?? [])
        {
            if (!Variants.Knows(group?.Variant) || group!.Groups is null || group.Groups.Any(g => g is null))
            {
                yield return "allocation.group needs a variant and groups.";
            }
        }
    }
}
