using System.Text.Json;

namespace Monolith.Kernel.Web.Metrics;

/// <summary>Enum members as metric tags and JSON values: <c>NoAnswer</c> is <c>no_answer</c>. Computed once, so that counting allocates nothing.</summary>
public static class MetricNames<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));

    /// <exception cref="KeyNotFoundException">It is no member.</exception>
    public static string Of(T value) => Names[value];
}
