using System.Diagnostics;
using Monolith.Strangler.Cutover.Replication;
using Monolith.Strangler.Cutover.Switching;
using Npgsql;

namespace Monolith.Strangler.Cutover.Verification;

/// <summary>
/// Tells rows that are wrong from rows that are under way: looks again at all of them behind the lag, a few times; then holds those that still differ, one at
/// a time, for as long as the lag. Ownership may change meanwhile.
/// </summary>
internal sealed class SuspectCheck(CutoverPair pair, IReadOnlyDictionary<Place, RowReader> readers, VerificationSettings settings)
{
    // An extra row cannot be held where it is not: it has to be found extra as often in succession.
    private const int ExtraSightings = 3;
    private const int MostTries = 6;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private readonly List<RowDifference> _differences = [];

    /// <summary>Rows that are wrong, at most as many as are to be named.</summary>
    public IReadOnlyList<RowDifference> Differences => _differences;

    /// <summary>Rows that differed at the last look, and were not decided.</summary>
    public int Undecided { get; private set; }

    /// <summary>Why some were not decided, where it is not that enough have been named.</summary>
    public string? Unfinished { get; private set; }

    public async Task RunAsync(IReadOnlyList<Suspect> suspects, CancellationToken cancellationToken)
    {
        suspects = await SettleAsync(suspects, cancellationToken);
        Undecided = suspects.Count;
        foreach (var suspect in Unfinished is null ? suspects : [])
        {
            if (_differences.Count == settings.MostNamed)
            {
                return;
            }

            await DecideAsync(suspect, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Suspect>> SettleAsync(IReadOnlyList<Suspect> suspects, CancellationToken cancellationToken)
    {
        for (var round = 0; round < settings.Rounds && suspects.Count > 0; round++)
        {
            await Task.Delay(round == 0 ? TimeSpan.Zero : FirstPause * (1 << round), cancellationToken);
            if (await FollowAsync(cancellationToken) is not { } standing)
            {
                return suspects;
            }

            suspects = await StillDifferingAsync(standing, suspects, cancellationToken);
        }

        return suspects;
    }

    /// <summary>Waits until the receiver has caught up; who that is may change meanwhile. Null when it has not.</summary>
    private async Task<Standing?> FollowAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var standing = await Standing.ReadAsync(pair, cancellationToken);
            if (await HasCaughtUpAsync(standing, settings.HoldPatience, cancellationToken))
            {
                return standing;
            }

            if (Stopwatch.GetElapsedTime(began) > settings.CatchUpPatience)
            {
                Unfinished = $"{pair.At(standing.Taker).Description} has not caught up within {settings.CatchUpPatience.TotalSeconds} s, so what differs may be under way. 'strangler data status {pair.Names.Schema}' says how far behind it is; its server log says what holds it up.";
                return null;
            }
        }
    }

    private async Task<List<Suspect>> StillDifferingAsync(Standing standing, IReadOnlyList<Suspect> suspects, CancellationToken cancellationToken)
    {
        var differing = new List<Suspect>();
        foreach (var batch in suspects.GroupBy(s => s.Table).SelectMany(table => table.Chunk(settings.KeysAtOnce)))
        {
            var keys = batch.Select(s => s.Key).ToList();
            var (ours, theirs) = (readers[standing.Giver].RowsAsync(batch[0].Table, keys, cancellationToken), readers[standing.Taker].RowsAsync(batch[0].Table, keys, cancellationToken));
            await Task.WhenAll(ours, theirs);
            var (here, there) = (await ours, await theirs);
            differing.AddRange(batch.Where(s => Compare(Find(here, s.Key), Find(there, s.Key)) is not null));
        }

        return differing;
    }

    private async Task DecideAsync(Suspect suspect, CancellationToken cancellationToken)
    {
        var sightings = 0;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var standing = await Standing.ReadAsync(pair, cancellationToken);
            var (isDecided, found) = await HoldAsync(standing, suspect, cancellationToken);
            if (isDecided && found is null)
            {
                Undecided--;
                return;
            }

            // A switch in between makes the other side right.
            if (isDecided && standing == await Standing.ReadAsync(pair, cancellationToken) && (found != DifferenceKind.Extra || ++sightings == ExtraSightings))
            {
                _differences.Add(new(suspect.Table.Name, suspect.Key.Values, found!.Value));
                Undecided--;
                return;
            }
        }

        Unfinished = $"Rows of {suspect.Table.Name} did not come to rest: somebody holds them, or the receiver needs more than {settings.HoldPatience.TotalSeconds} s. Try again when there is less to do.";
    }

    private async Task<(bool IsDecided, DifferenceKind? Found)> HoldAsync(Standing standing, Suspect suspect, CancellationToken cancellationToken)
    {
        var (isDecided, found) = (false, (DifferenceKind?)null);
        try
        {
            await readers[standing.Giver].HoldAsync(
                suspect.Table, suspect.Key,
                async ours =>
                {
                    isDecided = await HasCaughtUpAsync(standing, settings.HoldPatience, cancellationToken);
                    found = Compare(ours, Find(await readers[standing.Taker].RowsAsync(suspect.Table, [suspect.Key], cancellationToken), suspect.Key));
                },
                cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return (false, null);
        }

        return (isDecided, found);
    }

    private Task<bool> HasCaughtUpAsync(Standing standing, TimeSpan patience, CancellationToken cancellationToken)
        => CatchUp.WaitAsync(pair.StreamTo(standing.Taker), patience, cancellationToken);

    private static long? Find(Dictionary<RowKey, long> hashes, RowKey key) => hashes.TryGetValue(key, out var hash) ? hash : null;

    private static DifferenceKind? Compare(long? ours, long? theirs)
        => ours == theirs ? null : theirs is null ? DifferenceKind.Missing : ours is null ? DifferenceKind.Extra : DifferenceKind.Changed;
}
