namespace Monolith.Strangler.Cutover.Replication;

/// <summary>What a module keeps in a database: the tables and sequences of its schema, but for the history of its migrations.</summary>
internal sealed class ModuleTables(CutoverDatabase database, ModuleNames names)
{
    /// <summary>Null when both databases have the same tables; else which differ, and what to do.</summary>
    public static async Task<string?> FindDifferenceAsync(CutoverPair pair, CancellationToken cancellationToken)
    {
        var monolith = await new ModuleTables(pair.Monolith, pair.Names).NamesAsync(cancellationToken);
        var own = await new ModuleTables(pair.Own, pair.Names).NamesAsync(cancellationToken);
        var onOneSide = monolith.Except(own, StringComparer.Ordinal).Concat(own.Except(monolith, StringComparer.Ordinal)).ToList();
        return onOneSide.Count == 0 ? null : $"The two databases have different tables: {string.Join(", ", onOneSide)} is on one side only. Migrate the other.";
    }

    public Task<List<string>> NamesAsync(CancellationToken cancellationToken) => database.RowsAsync(
        """
        SELECT relname::text FROM pg_class
        WHERE relnamespace = to_regnamespace(@schema) AND relkind = 'r' AND relname <> @history ORDER BY relname
        """,
        r => r.GetString(0), cancellationToken, ("schema", names.Schema), ("history", ModuleNames.HistoryTable));

    /// <summary>Those that the guard is on: also the parents of partitions, because a statement on one does not wake the guards of the others.</summary>
    public Task<List<string>> GuardedAsync(CancellationToken cancellationToken) => database.RowsAsync(
        "SELECT relname::text FROM pg_class WHERE relnamespace = to_regnamespace(@schema) AND relkind IN ('r', 'p') AND relname <> @history ORDER BY relname",
        r => r.GetString(0), cancellationToken, ("schema", names.Schema), ("history", ModuleNames.HistoryTable));

    /// <summary>Those with rows.</summary>
    public async Task<List<string>> FilledAsync(CancellationToken cancellationToken)
    {
        var filled = new List<string>();
        foreach (var table in await NamesAsync(cancellationToken))
        {
            if (await database.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM {names.Schema}.{Sql.Name(table)})", cancellationToken))
            {
                filled.Add(table);
            }
        }

        return filled;
    }

    /// <summary>Those whose rows cannot be named to the other side, so that an update or a deletion of one cannot be copied.</summary>
    public Task<List<string>> WithoutIdentityAsync(CancellationToken cancellationToken) => database.RowsAsync(
        """
        SELECT relname::text FROM pg_class c
        WHERE relnamespace = to_regnamespace(@schema) AND relkind = 'r' AND relname <> @history AND relreplident <> 'f'
            AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND CASE c.relreplident WHEN 'i' THEN i.indisreplident ELSE i.indisprimary END)
        ORDER BY relname
        """,
        r => r.GetString(0), cancellationToken, ("schema", names.Schema), ("history", ModuleNames.HistoryTable));

    /// <summary>Tables without the guard, or with one that is switched off.</summary>
    public Task<List<string>> UnguardedAsync(CancellationToken cancellationToken) => database.RowsAsync(
        """
        SELECT relname::text FROM pg_class c
        WHERE relnamespace = to_regnamespace(@schema) AND relkind IN ('r', 'p') AND relname <> @history
            AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'monolith_guard' AND t.tgenabled IN ('O', 'A'))
        ORDER BY relname
        """,
        r => r.GetString(0), cancellationToken, ("schema", names.Schema), ("history", ModuleNames.HistoryTable));

    /// <summary>The schema's tables that a publication of this database carries.</summary>
    public Task<List<string>> PublishedAsync(Direction direction, CancellationToken cancellationToken) => database.RowsAsync(
        "SELECT tablename::text FROM pg_publication_tables WHERE pubname = @name AND schemaname = @schema ORDER BY tablename",
        r => r.GetString(0), cancellationToken, ("name", names.Stream(direction)), ("schema", names.Schema));
}
