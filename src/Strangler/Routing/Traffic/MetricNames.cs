using System.Text.Json;

namespace Monolith.Strangler.Routing.Traffic;

/// <summary>Enum members as metric tags and JSON values: <c>NoAnswer</c> is <c>no_answer</c>. Computed once, so that counting allocates nothing.</summary>
internal static class MetricNames<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));

    public static string Of(T value) => Names[value];
}
