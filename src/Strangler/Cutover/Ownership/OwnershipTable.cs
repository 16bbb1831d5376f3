using Monolith.Strangler.Cutover.History;
using Npgsql;

namespace Monolith.Strangler.Cutover.Ownership;

/// <summary>
/// The one row in each database that says whether it owns the module's data. Every change is a comparison and an update in one statement, and records itself
/// (<see cref="HistorySchema"/>).
/// </summary>
/// <param name="database">It.</param>
/// <param name="names">The module's.</param>
/// <param name="by">For whom it is changed; empty: the database's role.</param>
internal sealed class OwnershipTable(CutoverDatabase database, ModuleNames names, string by = "")
{
    /// <summary>Null where the module has no cut-over in this database.</summary>
    public async Task<OwnershipRow?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var rows = await database.RowsAsync(
                $"SELECT state, epoch, changed_at FROM {names.Control}.ownership",
                r => new OwnershipRow(Enum.Parse<OwnershipState>(r.GetString(0), ignoreCase: true), r.GetInt64(1), r.GetFieldValue<DateTimeOffset>(2)),
                cancellationToken);
            return rows.SingleOrDefault();
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return null;
        }
    }

    /// <summary>As part of a transaction.</summary>
    /// <returns>False when the row was not as expected: somebody else has changed it.</returns>
    public async Task<bool> TryChangeAsync(
        NpgsqlConnection connection, OwnershipState from, long fromEpoch, OwnershipState to, long toEpoch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT set_config('{HistorySchema.Operator}', @by, true);
            UPDATE {names.Control}.ownership SET state = @to, epoch = @toEpoch, changed_at = clock_timestamp() WHERE state = @from AND epoch = @fromEpoch;
            """,
            connection);
        command.Parameters.AddWithValue("by", by);
        command.Parameters.AddWithValue("to", Word(to));
        command.Parameters.AddWithValue("toEpoch", toEpoch);
        command.Parameters.AddWithValue("from", Word(from));
        command.Parameters.AddWithValue("fromEpoch", fromEpoch);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static string Word(OwnershipState state) => state.ToString().ToLowerInvariant();
}
