namespace Monolith.Strangler.Cutover;

/// <summary>Names and texts inside statements that take no parameters.</summary>
internal static class Sql
{
    public static string Name(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
