using Npgsql;

namespace Monolith.Strangler.Cutover;

/// <summary>Statements that take no parameters: names and texts inside them, and carrying them out.</summary>
internal static class Sql
{
    public static string Name(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Within the connection's transaction, where there is one.</summary>
    public static async Task ExecuteAsync(NpgsqlConnection connection, string statements, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statements, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
