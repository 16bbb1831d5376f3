using System.Globalization;
using System.Text.Json;

namespace Monolith.Unit.Strangler;

/// <summary>Documents in the feature management schema, written as text so that the tests do not believe our own records.</summary>
internal static class TestFlags
{
    public static string Document(params string[] flags) => $$$"""{"feature_management":{"feature_flags":[{{{string.Join(',', flags)}}}]}}""";

    public static string Everyone(string id) => Flag(id, percentile: Service(0, 100), defaultWhenEnabled: "service");

    public static string Percent(string id, double percent) => Flag(id, percentile: Service(0, percent));

    public static string Service(double from, double to)
        => $$"""{"variant":"service","from":{{from.ToString("R", CultureInfo.InvariantCulture)}},"to":{{to.ToString("R", CultureInfo.InvariantCulture)}}}""";

    public static string Window(DateTimeOffset? start, DateTimeOffset? end)
    {
        var parameters = new[] { ("Start", start), ("End", end) }.Where(p => p.Item2 is not null).Select(p => $"\"{p.Item1}\":\"{p.Item2:O}\"");
        return $$$"""{"name":"Microsoft.TimeWindow","parameters":{{{{string.Join(',', parameters)}}}}}""";
    }

    public static string Flag(
        string id, bool enabled = true, string percentile = "", string user = "", string group = "", string defaultWhenEnabled = "monolith", string? seed = null,
        string conditions = "")
        => $$$"""
        {"id":{{{JsonSerializer.Serialize(id)}}},"enabled":{{{(enabled ? "true" : "false")}}},"conditions":{{{(conditions.Length > 0 ? conditions : "{}")}}},"variants":[{"name":"monolith"},{"name":"service"}],
         "allocation":{"default_when_enabled":"{{{defaultWhenEnabled}}}","default_when_disabled":"monolith",
         "user":[{{{user}}}],"group":[{{{group}}}],"percentile":[{{{percentile}}}],"seed":"{{{seed ?? id.Split('.')[0]}}}"}}
        """;
}
