using Npgsql;

namespace Monolith.Kernel.Data.Ownership;

/// <summary>Reads a database's word on a module.</summary>
internal static class OwnershipReader
{
    /// <summary>Both databases announce changes here; the payload is the module's schema.</summary>
    public const string Channel = "monolith_cutover";

    /// <returns>Null where the module's data was never prepared to be moved.</returns>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public static async Task<OwnershipRow?> ReadAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        if (!await HasAsync(connection, schema, "ownership", cancellationToken))
        {
            return null;
        }

        await using var command = new NpgsqlCommand(
            $"SELECT o.state = 'owner', o.epoch, h.until > clock_timestamp(), o.followers_lock, o.state = 'retired' FROM {Control(schema)}.ownership o, {Control(schema)}.hold h", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetBoolean(0), reader.GetInt64(1), reader.GetBoolean(2), reader.GetInt64(3), reader.GetBoolean(4))
            : null;
    }

    /// <summary>Indexes were put off until the first copy of the rows is there.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public static async Task<bool> IsBeingFilledAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        if (!await HasAsync(connection, schema, "deferred", cancellationToken))
        {
            return false;
        }

        await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM {Control(schema)}.deferred)", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    // By the catalogue: a name that is not there would be an error in the server's log, once a second.
    private static async Task<bool> HasAsync(NpgsqlConnection connection, string schema, string table, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_class WHERE relname = $1 AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $2))", connection);
        exists.Parameters.Add(new() { Value = table });
        exists.Parameters.Add(new() { Value = Control(schema) });
        return await exists.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static string Control(string schema) => $"cutover_{schema}";
}
