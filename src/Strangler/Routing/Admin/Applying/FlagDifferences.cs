using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Routing.Admin.Applying;

/// <summary>What one document has and another has not.</summary>
internal static class FlagDifferences
{
    public static IReadOnlyList<FlagDifference> Between(FlagDocument before, FlagDocument after)
    {
        var was = before.Flags.ToDictionary(f => f.Id, StringComparer.Ordinal);
        var becomes = after.Flags.ToDictionary(f => f.Id, StringComparer.Ordinal);
        return [.. was.Keys.Union(becomes.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(id => (Id: id, Was: was.GetValueOrDefault(id), Becomes: becomes.GetValueOrDefault(id)))
            .Where(f => f.Was?.ToJson() != f.Becomes?.ToJson())
            .Select(f => Of(f.Id, f.Was is null ? null : FlagWords.Of(f.Was), f.Becomes is null ? null : FlagWords.Of(f.Becomes)))];
    }

    // Fields that the routing does not use may differ too.
    private static FlagDifference Of(string id, string? was, string? becomes) => new(id, was, was == becomes ? $"{becomes}, otherwise worded" : becomes);
}
