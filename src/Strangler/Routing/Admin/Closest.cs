namespace Monolith.Strangler.Routing.Admin;

/// <summary>What somebody may have meant.</summary>
internal static class Closest
{
    /// <summary>The names within a few typing errors (Levenshtein distance), nearest first; all of them when none is near and there are few.</summary>
    public static IReadOnlyList<string> To(string typed, IReadOnlyList<string> known)
    {
        var near = known
            .Select(name => (Name: name, Distance: Distance(typed.ToLowerInvariant(), name)))
            .Where(x => x.Distance <= Math.Max(2, x.Name.Length / 3))
            .OrderBy(x => x.Distance)
            .Select(x => x.Name)
            .Take(3)
            .ToList();
        return near.Count > 0 ? near : known.Count <= 20 ? known : [];
    }

    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            }

            previous = row;
        }

        return previous[^1];
    }
}
