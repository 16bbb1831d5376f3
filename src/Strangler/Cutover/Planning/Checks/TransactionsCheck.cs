using System.Globalization;

namespace Monolith.Strangler.Cutover.Planning.Checks;

/// <summary>A slot is made when every transaction that was writing then has ended, in any database of the server. Prepared ones may never.</summary>
internal sealed class TransactionsCheck : IPlanCheck
{
    private const string Subject = "open transactions";

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var server in subject.Servers)
        {
            var open = await server.RowsAsync(
                """
                SELECT pid, coalesce(datname, '')::text, coalesce(nullif(application_name, ''), usename, '')::text, extract(epoch FROM clock_timestamp() - xact_start)::float8
                FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND xact_start < clock_timestamp() - @age AND pid <> pg_backend_pid() ORDER BY 4 DESC
                """,
                r => new Finding(Verdict.Warns, Subject, server.Place,
                    string.Create(CultureInfo.InvariantCulture, $"server process {r.GetInt32(0)} ({r.GetString(2)}, database {r.GetString(1)}) has been writing for {r.GetDouble(3):0} s; the copy begins when it has ended"),
                    $"SELECT pg_terminate_backend({r.GetInt32(0)}); -- or wait"),
                cancellationToken, ("age", Long));
            var prepared = await server.RowsAsync(
                "SELECT gid, database::text FROM pg_prepared_xacts ORDER BY prepared",
                r => new Finding(Verdict.Blocks, Subject, server.Place, $"the prepared transaction '{r.GetString(0)}' of database {r.GetString(1)} is open; the copy begins when it has ended",
                    $"COMMIT PREPARED {Sql.Text(r.GetString(0))}; -- or ROLLBACK PREPARED, as its coordinator says; in database {r.GetString(1)}"),
                cancellationToken);
            findings.AddRange([.. prepared, .. open]);
            if (open.Count + prepared.Count == 0)
            {
                findings.Add(Finding.Ready(Subject, server.Place, string.Create(CultureInfo.InvariantCulture, $"none writes for longer than {Long.TotalSeconds} s, none is prepared")));
            }
        }

        return findings;
    }
}
