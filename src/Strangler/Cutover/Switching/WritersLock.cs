namespace Monolith.Strangler.Cutover.Switching;

/// <summary>Who has written to the module's tables in a transaction that is still open.</summary>
internal static class WritersLock
{
    /// <param name="database">Where to look.</param>
    /// <param name="names">The module's.</param>
    /// <param name="olderThan">Younger ones are left out.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>Each in words; prepared transactions too, which no session holds.</returns>
    public static Task<List<string>> HoldersAsync(CutoverDatabase database, ModuleNames names, TimeSpan olderThan, CancellationToken cancellationToken) => database.RowsAsync(
        """
        SELECT CASE WHEN l.pid IS NULL THEN coalesce((SELECT format('Prepared transaction %L', p.gid) FROM pg_locks x JOIN pg_prepared_xacts p ON p.transaction = x.transactionid
                    WHERE x.locktype = 'transactionid' AND x.virtualtransaction = l.virtualtransaction AND x.pid IS NULL), 'A prepared transaction')
            ELSE format('Server process %s (%s)', l.pid, coalesce(nullif(a.application_name, ''), 'no name')) END
        FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.granted AND l.mode = 'ShareLock' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND ((l.classid::bigint << 32) | l.objid::bigint) = @key AND (l.pid IS NULL OR a.xact_start < clock_timestamp() - @age)
        """,
        r => r.GetString(0), cancellationToken, ("key", names.WritersLock), ("age", olderThan));
}
