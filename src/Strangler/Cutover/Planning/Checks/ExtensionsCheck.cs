namespace Monolith.Strangler.Cutover.Planning.Checks;

/// <summary>Extensions are made in the own database as they are in the monolith's, where its server has them.</summary>
internal sealed class ExtensionsCheck : IPlanCheck
{
    private const string Subject = "extensions";

    public async Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken)
    {
        var extensions = await subject.Monolith.RowsAsync(
            """
            SELECT e.extname::text, EXISTS (
                SELECT FROM pg_depend member JOIN pg_depend uses ON uses.refclassid = member.classid AND uses.refobjid = member.objid
                WHERE member.refclassid = 'pg_extension'::regclass AND member.refobjid = e.oid AND member.deptype = 'e' AND uses.objid IN (
                    SELECT oid FROM pg_class WHERE relnamespace = to_regnamespace(@schema)
                    UNION ALL SELECT d.oid FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid WHERE c.relnamespace = to_regnamespace(@schema)))
            FROM pg_extension e WHERE e.extname <> 'plpgsql' ORDER BY 1
            """,
            r => (Name: r.GetString(0), IsUsed: r.GetBoolean(1)), cancellationToken, ("schema", subject.Names.Schema));
        var available = (await subject.Own.RowsAsync("SELECT name::text FROM pg_available_extensions", r => r.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var missing = extensions.Where(e => !available.Contains(e.Name)).Select(e => new Finding(
            e.IsUsed ? Verdict.Blocks : Verdict.Warns, Subject, Place.Own,
            e.IsUsed ? $"{e.Name} is used by the module and not installed on this server" : $"{e.Name} is not installed on this server; only functions of the module could need it",
            $"Install the package with {e.Name} on that machine (Debian: postgresql-contrib or postgresql-<version>-{e.Name}).")).ToList();
        return missing.Count > 0 ? missing : [Finding.Ready(Subject, Place.Own, extensions.Count == 0 ? "none is needed" : $"its server has {string.Join(", ", extensions.Select(e => e.Name))}")];
    }
}
