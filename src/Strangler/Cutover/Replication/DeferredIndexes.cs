using Npgsql;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>
/// Indexes and constraints that empty tables get only when they are full, because one at a time for each row takes several times as long. What is put off
/// is written down beside the ownership row, so that whoever comes next can make it. The keys stay: copied updates find their rows by them.
/// </summary>
internal sealed class DeferredIndexes(CutoverDatabase database, ModuleNames names)
{
    private readonly string _list = $"{names.Control}.deferred";

    /// <summary>Takes them from the tables, which must be empty, as part of a transaction.</summary>
    public async Task PutOffAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await Sql.ExecuteAsync(
            connection, $"CREATE SCHEMA IF NOT EXISTS {names.Control}; CREATE TABLE IF NOT EXISTS {_list} (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, makes text NOT NULL)",
            cancellationToken);

        var removals = new List<string>();
        // What refers to a unique constraint goes before it and comes back behind it. Nothing that has more to it than its definition says.
        await using (var put = new NpgsqlCommand(
            $"""
            WITH tables AS (SELECT oid, oid::regclass AS name FROM pg_class WHERE relnamespace = to_regnamespace(@schema) AND relkind = 'r' AND NOT relispartition AND relname <> @history),
            plain AS (
                SELECT i.indexrelid, i.indrelid FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                WHERE NOT i.indisprimary AND NOT i.indisreplident AND NOT i.indisclustered AND x.reltablespace = 0 AND obj_description(x.oid, 'pg_class') IS NULL
                    AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid = i.indrelid AND k.conindid = i.indexrelid
                        AND (k.conrelid NOT IN (SELECT oid FROM tables) OR obj_description(k.oid, 'pg_constraint') IS NOT NULL))),
            found AS (
                SELECT 1 AS step, format('ALTER TABLE %s ADD CONSTRAINT %I %s', t.name, k.conname, pg_get_constraintdef(k.oid)) AS makes, format('ALTER TABLE %s DROP CONSTRAINT %I', t.name, k.conname) AS removes
                FROM pg_constraint k JOIN tables t ON t.oid = k.conrelid JOIN plain p ON p.indexrelid = k.conindid WHERE k.contype = 'u' AND obj_description(k.oid, 'pg_constraint') IS NULL
                UNION ALL
                SELECT 2, pg_get_indexdef(p.indexrelid), format('DROP INDEX %s', p.indexrelid::regclass)
                FROM plain p JOIN tables t ON t.oid = p.indrelid WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = p.indexrelid)
                UNION ALL
                SELECT 3, format('ALTER TABLE %s ADD CONSTRAINT %I %s', t.name, k.conname, pg_get_constraintdef(k.oid)), format('ALTER TABLE %s DROP CONSTRAINT %I', t.name, k.conname)
                FROM pg_constraint k JOIN tables t ON t.oid = k.conrelid WHERE k.contype = 'f' AND k.confrelid IN (SELECT oid FROM tables) AND obj_description(k.oid, 'pg_constraint') IS NULL),
            written AS (INSERT INTO {_list} (makes) SELECT makes FROM found ORDER BY step)
            SELECT removes FROM found ORDER BY step DESC
            """,
            connection))
        {
            put.Parameters.AddWithValue("schema", names.Schema);
            put.Parameters.AddWithValue("history", ModuleNames.HistoryTable);
            await using var reader = await put.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                removals.Add(reader.GetString(0));
            }
        }

        if (removals.Count > 0)
        {
            await Sql.ExecuteAsync(connection, string.Join(";\n", removals), cancellationToken);
        }
    }

    /// <summary>What is still to be made: statements, in their order.</summary>
    public async Task<IReadOnlyList<string>> LeftAsync(CancellationToken cancellationToken)
        => await database.ScalarAsync<bool>("SELECT to_regclass(@list) IS NOT NULL", cancellationToken, ("list", _list))
            ? await database.RowsAsync($"SELECT makes FROM {_list} ORDER BY id", r => r.GetString(0), cancellationToken)
            : [];

    /// <summary>
    /// Makes what concerns one table alone. Each table is copied as it was at a moment of its own, so until all have caught up a row may be there and the one it refers to not.
    /// </summary>
    public async Task MakeIndexesAsync(Action<string> said, CancellationToken cancellationToken)
        => await MakeAsync((await LeftAsync(cancellationToken)).Where(s => !s.Contains(" FOREIGN KEY (", StringComparison.Ordinal)), said, cancellationToken);

    /// <summary>Makes what is left.</summary>
    public async Task MakeAllAsync(Action<string> said, CancellationToken cancellationToken) => await MakeAsync(await LeftAsync(cancellationToken), said, cancellationToken);

    // One after the other; ended at any of them, the next time goes on with it.
    private async Task MakeAsync(IEnumerable<string> statements, Action<string> said, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
        {
            said(statement);
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await Sql.ExecuteAsync(connection, statement, cancellationToken);
            await using var done = new NpgsqlCommand($"DELETE FROM {_list} WHERE makes = @makes", connection, transaction);
            done.Parameters.AddWithValue("makes", statement);
            await done.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
