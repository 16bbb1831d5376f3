namespace Monolith.Strangler.Cutover.History;

/// <summary>Puts what both databases recorded together, and makes the best of it when one of them does not answer.</summary>
public sealed class HistoryReader(CutoverPair pair)
{
    /// <param name="limit">The newest so many.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<ModuleHistory> ReadAsync(int limit, CancellationToken cancellationToken)
    {
        var parts = await Task.WhenAll(pair.Both.Select(d => ReadAsync(d, limit, cancellationToken)));
        return new(
            [.. parts.SelectMany(p => p.Entries).OrderByDescending(e => e.At).Take(limit)],
            [.. parts.SelectMany(p => p.Unread)]);
    }

    private async Task<ModuleHistory> ReadAsync(CutoverDatabase database, int limit, CancellationToken cancellationToken)
    {
        try
        {
            return new(await pair.HistoryOf(database).ReadAsync(limit, cancellationToken), []);
        }
        catch (Exception e) when (Outage.Is(e, cancellationToken))
        {
            return new([], [$"{database.Description} does not answer: what it recorded of {pair.Module} is missing. {Outage.Words(e)}"]);
        }
    }
}
