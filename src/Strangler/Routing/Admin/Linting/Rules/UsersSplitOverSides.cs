using System.Globalization;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Routing.Admin.Linting.Rules;

/// <summary>
/// Users who are on the service for one route of a module and on the monolith for another. One seed per module keeps them together at equal percentages;
/// different ones are normal while a module moves, and should not stay.
/// </summary>
internal sealed class UsersSplitOverSides : ILintRule
{
    public string Name => "users_split";

    public LintSeverity Severity => LintSeverity.Warning;

    public IEnumerable<string> Check(LintSubject subject)
        => from module in subject.Flags.Where(f => subject.Routes.GetValueOrDefault(f.Id)?.Service is not null).GroupBy(f => f.Module, StringComparer.Ordinal)
           let split = SplitShare([.. module])
           where split > 0
           select $"Module '{module.Key}': {split.ToString("0.####", CultureInfo.InvariantCulture)} % of the users are on both sides ({string.Join(", ", module.Select(Share))}). Shift its routes to one percentage.";

    private static string Share(FeatureFlag flag) => string.Create(CultureInfo.InvariantCulture, $"{flag.Id} {new CompiledFlag(flag).Percent:0.####} %");

    private static double SplitShare(IReadOnlyList<FeatureFlag> flags)
    {
        var ranges = flags.Select(RangesOf).ToList();
        // Between two neighbouring bounds every flag has one side.
        double[] bounds = [.. ranges.SelectMany(r => r).SelectMany(r => new[] { r.From, r.To }).Append(0).Append(100).Distinct().Order()];
        return bounds.Zip(bounds.Skip(1))
            .Where(part => flags.Zip(ranges, (flag, its) => SideAt(part.First, flag, its)).Distinct().Count() > 1)
            .Sum(part => part.Second - part.First);
    }

    private static PercentileRange[] RangesOf(FeatureFlag flag)
        => flag.Enabled ? [.. (flag.Allocation!.Percentile ?? []).Select(p => new PercentileRange(p.From, p.To, Variants.SideOf(p.Variant)))] : [];

    private static Side SideAt(double bucket, FeatureFlag flag, PercentileRange[] ranges)
        => !flag.Enabled ? Side.Monolith
            : ranges.Where(r => r.Contains(bucket)).Select(r => r.Side).DefaultIfEmpty(Variants.SideOf(flag.Allocation!.DefaultWhenEnabled!)).First();
}
