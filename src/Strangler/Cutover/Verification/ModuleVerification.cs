using Monolith.Strangler.Cutover.History;
using Monolith.Strangler.Cutover.Replication;
using Monolith.Strangler.Cutover.Switching;

namespace Monolith.Strangler.Cutover.Verification;

/// <summary>
/// Compares a module's rows in both databases, in chunks of the key, while they are written: the servers add up hashes, a chunk that differs is narrowed down
/// to keys, and keys that differ are looked at again once what was written has had time to arrive.
/// </summary>
public sealed class ModuleVerification(CutoverPair pair, VerificationSettings settings)
{
    /// <param name="said">Told after each chunk.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="CutoverException">There is nothing to compare yet; the message says what to do first.</exception>
    public async Task<VerificationReport> RunAsync(Action<VerificationProgress> said, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(said);
        var standing = await Standing.ReadAsync(pair, cancellationToken);
        await CheckAsync(standing, cancellationToken);
        await using var atMonolith = await RowReader.OpenAsync(pair.Monolith, pair.Names, cancellationToken);
        await using var atOwn = await RowReader.OpenAsync(pair.Own, pair.Names, cancellationToken);
        var readers = new Dictionary<Place, RowReader> { [Place.Monolith] = atMonolith, [Place.Own] = atOwn };
        var (tables, suspects, cutShort) = (new List<TableVerification>(), new List<Suspect>(), new List<string>());
        foreach (var table in await TablesAsync(standing, cancellationToken))
        {
            if (table.Key.Count == 0)
            {
                tables.Add(new(table.Name, 0, table.NotCompared, IsLeftOut: true));
                continue;
            }

            var comparison = new TableComparison(table, readers[standing.Giver], readers[standing.Taker], settings);
            await comparison.RunAsync(() => said(new(table.Name, comparison.Rows, table.EstimatedRows, comparison.Suspects.Count)), cancellationToken);
            tables.Add(new(table.Name, comparison.Rows, table.NotCompared, IsLeftOut: false));
            suspects.AddRange(comparison.Suspects.Select(key => new Suspect(table, key)));
            if (comparison.IsCutShort)
            {
                cutShort.Add(table.Name);
            }
        }

        var check = new SuspectCheck(pair, readers, settings);
        await check.RunAsync(suspects, cancellationToken);
        var report = new VerificationReport(standing.Giver, tables, check.Differences, check.Undecided, check.Unfinished ?? CutShort(cutShort) ?? Nameless(tables));
        if (report.IsEqual)
        {
            await pair.HistoryOf(pair.At(standing.Giver)).AppendAsync(HistoryStep.Verified, cancellationToken);
        }

        return report;
    }

    private async Task CheckAsync(Standing standing, CancellationToken cancellationToken)
    {
        var stream = await pair.StreamTo(standing.Taker).ReadAsync(cancellationToken);
        if (!stream.Exists)
        {
            throw new CutoverException($"Nothing is copied to {pair.At(standing.Taker).Description}, so there is nothing to compare: run 'strangler data replicate {pair.Names.Schema}'.");
        }

        if (stream.Unfinished.Count > 0)
        {
            throw new CutoverException($"The first copy of {string.Join(", ", stream.Unfinished)} is not finished. Compare when it is; 'strangler data status {pair.Names.Schema}' says so.");
        }

        if (await ModuleTables.FindDifferenceAsync(pair, cancellationToken) is { } difference)
        {
            throw new CutoverException(difference);
        }
    }

    private async Task<List<ComparedTable>> TablesAsync(Standing standing, CancellationToken cancellationToken)
    {
        var (leader, follower) = (new TableCatalog(pair.At(standing.Giver), pair.Names), new TableCatalog(pair.At(standing.Taker), pair.Names));
        var tables = new List<ComparedTable>();
        foreach (var name in await new ModuleTables(pair.At(standing.Giver), pair.Names).NamesAsync(cancellationToken))
        {
            tables.Add(await TableCatalog.JoinAsync(leader, follower, name, cancellationToken));
        }

        return tables;
    }

    private string? CutShort(List<string> tables) => tables.Count == 0
        ? null
        : $"More than {settings.MostSuspects} rows of {string.Join(", ", tables)} differed, and the rest was not compared. Where they were under way, try again when the receiver is less far behind.";

    private static string? Nameless(List<TableVerification> tables)
        => tables.Find(t => t.IsLeftOut) is { } table ? $"{table.Table} was not compared: {table.NotCompared}." : null;
}
