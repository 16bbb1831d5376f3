namespace Monolith.Strangler.Cutover;

/// <summary>Who keeps a server process waiting, in words.</summary>
internal static class LockHolders
{
    /// <param name="database">On the server where it waits.</param>
    /// <param name="waiting">The process.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>Empty where nobody does.</returns>
    public static async Task<string> OfAsync(CutoverDatabase database, int waiting, CancellationToken cancellationToken) => string.Join(", ", await database.RowsAsync(
        """
        SELECT DISTINCT CASE WHEN pid = 0 THEN 'a prepared transaction (SELECT * FROM pg_prepared_xacts)'
            ELSE format('server process %s (user %s, %s) in database %s, whose transaction began at %s', pid, coalesce(a.usename::text, 'none'),
                coalesce(nullif(a.application_name, ''), a.backend_type, 'no name'), coalesce(a.datname::text, 'none'), coalesce(to_char(a.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'), 'no known time')) END
        FROM unnest(pg_blocking_pids(@waiting)) pid LEFT JOIN pg_stat_activity a USING (pid) ORDER BY 1
        """,
        r => r.GetString(0), cancellationToken, ("waiting", waiting)));
}
