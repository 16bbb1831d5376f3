using System.Text.Json;
using System.Text.RegularExpressions;
using Monolith.Kernel.Web.Metrics;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Store;
using Monolith.Strangler.Routing.Store.Ledger;

namespace Monolith.Strangler.Routing.Admin;

/// <summary>What the ledger says, and whether it can be believed.</summary>
internal sealed partial class LedgerReport(IFlagStore store, LedgerGuard guard, CheckpointFile file, TimeProvider time, IMovedData? data = null)
{
    private const int LongestHistory = 1000;

    public async Task<HistoryAnswer> HistoryAsync(int limit, CancellationToken cancellationToken)
    {
        var longest = Math.Clamp(limit, 1, LongestHistory);
        var versions = await store.ReadHistoryAsync(longest, cancellationToken);
        return new([.. versions.Select(Of)], data is null ? new([], []) : await data.HistoryAsync(longest, cancellationToken));
    }

    /// <param name="version">Of a checkpoint that was kept elsewhere; null for none.</param>
    /// <param name="hash">Of that checkpoint.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="AdminException">The checkpoint is none.</exception>
    public async Task<VerificationAnswer> VerifyAsync(long? version, string? hash, CancellationToken cancellationToken)
    {
        List<Checkpoint> kept = (version, hash) switch
        {
            (null, null) => [],
            ( > 0, not null) when Hash().IsMatch(hash) => [new(version.Value, hash, time.GetUtcNow())],
            _ => throw new AdminException(AdminError.InvalidBody, "A checkpoint is a version from 1 and a hash of 64 hexadecimal digits in lower case."),
        };
        var check = await guard.VerifyAsync(kept, cancellationToken);
        return new(check.Faults.Count == 0, check.Versions, check.Head, check.HeadHash,
            [.. check.Faults.Select(f => new FaultAnswer(f.Version, MetricNames<LedgerFaultKind>.Of(f.Kind), f.Detail))]);
    }

    /// <exception cref="AdminException">There is none, or it was tampered with.</exception>
    public SignedCheckpoint ExportCheckpoint()
    {
        try
        {
            return file.Read() ?? throw new AdminException(AdminError.NoCheckpoint, "This host has not seen the ledger yet, so it has no checkpoint.");
        }
        catch (InvalidDataException e)
        {
            throw new AdminException(AdminError.NoCheckpoint, e.Message);
        }
    }

    private static HistoryEntry Of(LedgerEntry entry) => new(
        entry.Version, entry.At, entry.Author, entry.Reason,
        JsonSerializer.Deserialize<List<RouteChange>>(entry.Changes, LedgerJson.Options) ?? [],
        JsonSerializer.Deserialize<JsonElement>(entry.Figures), entry.Hash);

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.None, 1000)]
    private static partial Regex Hash();
}
