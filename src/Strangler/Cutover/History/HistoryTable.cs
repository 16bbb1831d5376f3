using Npgsql;

namespace Monolith.Strangler.Cutover.History;

/// <summary>What one of the two databases recorded. Changes of ownership record themselves; the other steps are added here.</summary>
internal sealed class HistoryTable(CutoverDatabase database, ModuleNames names, string by)
{
    /// <summary>As part of a transaction.</summary>
    public Task AppendAsync(NpgsqlConnection connection, HistoryStep step, CancellationToken cancellationToken)
        => Sql.ExecuteAsync(
            connection,
            $"INSERT INTO {names.History} (who, step, epoch) SELECT coalesce(nullif({Sql.Text(by)}, ''), session_user), '{Word(step)}', epoch FROM {names.Control}.ownership",
            cancellationToken);

    public async Task AppendAsync(HistoryStep step, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await AppendAsync(connection, step, cancellationToken);
    }

    /// <summary>The newest, newest first; none where the module has no cut-over in this database.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> ReadAsync(int limit, CancellationToken cancellationToken)
    {
        try
        {
            return await database.RowsAsync(
                $"SELECT at, who, step, epoch, halted_since FROM {names.History} ORDER BY id DESC LIMIT @limit", Read, cancellationToken, ("limit", limit));
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InvalidCatalogName)
        {
            return [];
        }
    }

    private HistoryEntry Read(NpgsqlDataReader row)
    {
        var step = Enum.Parse<HistoryStep>(row.GetString(2), ignoreCase: true);
        // Taken or emptied is the receiver, everything else is done by or to the owner.
        var from = step is HistoryStep.Activated or HistoryStep.Emptied ? database.Place.Other() : database.Place;
        var at = row.GetFieldValue<DateTimeOffset>(0);
        return new(names.Schema, at, row.GetString(1), step, from, from.Other(), row.GetInt64(3), row.IsDBNull(4) ? null : Halted(row.GetFieldValue<DateTimeOffset>(4), at));
    }

    /// <summary>The fence's clock may be ahead of this one.</summary>
    private static TimeSpan Halted(DateTimeOffset since, DateTimeOffset until) => since < until ? until - since : TimeSpan.Zero;

    private static string Word(HistoryStep step) => step.ToString().ToLowerInvariant();
}
