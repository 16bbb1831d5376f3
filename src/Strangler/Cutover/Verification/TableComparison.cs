namespace Monolith.Strangler.Cutover.Verification;

/// <summary>Goes through one table in chunks of its key, and finds the rows that are not the same on both sides at that moment.</summary>
internal sealed class TableComparison(ComparedTable table, RowReader leader, RowReader follower, VerificationSettings settings)
{
    // Where no index gives the order every chunk reads the whole table: few chunks, then.
    private const int MostUnsortedChunks = 64;

    private readonly List<RowKey> _suspects = [];
    private long _rows;

    /// <summary>Compared so far, as the leader counts.</summary>
    public long Rows => _rows;

    /// <summary>Rows that differed when they were looked at: some were only under way.</summary>
    public IReadOnlyList<RowKey> Suspects => _suspects;

    /// <summary>Too many differed, and the rest was not looked at.</summary>
    public bool IsCutShort => _suspects.Count > settings.MostSuspects;

    private long ChunkRows => table.Key.All(k => k.IsSortedAlike) ? settings.ChunkRows : Math.Max(settings.ChunkRows, table.EstimatedRows / MostUnsortedChunks);

    public async Task RunAsync(Action said, CancellationToken cancellationToken)
    {
        var range = new KeyRange(null, null);
        do
        {
            var last = await leader.KeyAsync(table, range, ChunkRows - 1, cancellationToken);
            await CompareAsync(range with { UpTo = last }, cancellationToken);
            range = range with { After = last };
            said();
        }
        while (range.After is not null && !IsCutShort);
    }

    private async Task CompareAsync(KeyRange range, CancellationToken cancellationToken)
    {
        var (ours, theirs) = await BothAsync(side => side.DigestAsync(table, range, cancellationToken));
        if (ours == theirs)
        {
            _rows += ours.Rows;
            return;
        }

        var (larger, rows) = ours.Rows >= theirs.Rows ? (leader, ours.Rows) : (follower, theirs.Rows);
        if (rows > settings.KeysAtOnce && await larger.KeyAsync(table, range, rows / 2, cancellationToken) is { } middle)
        {
            await CompareAsync(range with { UpTo = middle }, cancellationToken);
            if (!IsCutShort)
            {
                await CompareAsync(range with { After = middle }, cancellationToken);
            }

            return;
        }

        var (here, there) = await BothAsync(side => side.RowsAsync(table, range, cancellationToken));
        _rows += here.Count;
        _suspects.AddRange(here.Where(row => !there.TryGetValue(row.Key, out var hash) || hash != row.Value).Select(row => row.Key));
        _suspects.AddRange(there.Keys.Where(key => !here.ContainsKey(key)));
    }

    /// <summary>At the same time, so that few rows change in between.</summary>
    private async Task<(T Leader, T Follower)> BothAsync<T>(Func<RowReader, Task<T>> read)
    {
        var (ours, theirs) = (read(leader), read(follower));
        await Task.WhenAll(ours, theirs);
        return (await ours, await theirs);
    }
}
