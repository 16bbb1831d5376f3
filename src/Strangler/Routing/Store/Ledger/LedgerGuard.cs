using Microsoft.Extensions.Logging;

namespace Monolith.Strangler.Routing.Store.Ledger;

/// <summary>
/// Follows the ledger version by version and keeps a checkpoint of it on this host. The checkpoint moves only along the chain: to a ledger that was cut or
/// written anew it does not follow, so the fault stays to be found.
/// </summary>
internal sealed partial class LedgerGuard(IFlagStore store, CheckpointFile file, TimeProvider time, ILogger<LedgerGuard> logger)
{
    private string? _followed;
    private volatile string? _error;

    /// <summary>Why the checkpoint does not follow the ledger; null when it does.</summary>
    public string? Error => _error;

    /// <summary>Moves the checkpoint to the newest version. For one caller at a time.</summary>
    public async Task FollowAsync(StoredFlags head, CancellationToken cancellationToken)
    {
        if (head.Hash == _followed)
        {
            return;
        }

        try
        {
            await MoveAsync(head, cancellationToken);
            _error = null;
        }
        catch (InvalidDataException e)
        {
            _error = e.Message;
            LogBroken(e.Message);
        }

        _followed = head.Hash;
    }

    /// <summary>Checks every entry, against this host's checkpoint and others.</summary>
    /// <param name="others">Kept elsewhere, by an auditor.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<LedgerCheck> VerifyAsync(IReadOnlyList<Checkpoint> others, CancellationToken cancellationToken)
    {
        var (own, error) = Own();
        var check = new LedgerCheck(own is null ? others : [own, .. others]);
        await foreach (var entry in store.ReadLedgerAsync(after: 0, cancellationToken))
        {
            check.Add(entry);
        }

        check.End();
        if (error is not null)
        {
            check.Found(0, LedgerFaultKind.Checkpoint, error);
        }

        return check;
    }

    private (Checkpoint? Own, string? Error) Own()
    {
        try
        {
            return (file.Read() is { } signed ? new(signed.Version, signed.Hash, signed.At) : null, null);
        }
        catch (InvalidDataException e)
        {
            return (null, e.Message);
        }
    }

    private async Task MoveAsync(StoredFlags head, CancellationToken cancellationToken)
    {
        if (file.Read() is not { } seen)
        {
            // The first sight of a ledger is believed.
            Keep(head.Version, head.Hash);
            return;
        }

        var (version, hash) = (seen.Version, seen.Hash);
        await foreach (var entry in store.ReadLedgerAsync(version, cancellationToken))
        {
            if (entry.Version != version + 1 || !entry.Follows(hash))
            {
                throw new InvalidDataException($"Version {entry.Version} of the ledger does not follow version {version} as this host saw it.");
            }

            (version, hash) = (entry.Version, entry.Hash);
        }

        if (head.Version < version || (head.Version == version && head.Hash != hash))
        {
            throw new InvalidDataException($"The ledger ends with version {head.Version}, {Short(head.Hash)}; this host has seen version {version}, {Short(hash)}.");
        }

        if (version != seen.Version)
        {
            Keep(version, hash);
        }
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : "empty";

    private void Keep(long version, string hash)
    {
        if (version == 0)
        {
            return;
        }

        LogHead(version, hash);
        try
        {
            file.Write(new(version, hash, time.GetUtcNow()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotKept(e, file.Path);
        }
    }

    [LoggerMessage(EventIds.LedgerHead, LogLevel.Information, "The flags' ledger is at version {Version}, hash {Hash}")]
    private partial void LogHead(long version, string hash);

    [LoggerMessage(EventIds.LedgerBroken, LogLevel.Error, "The flags' ledger was cut or changed: {Why} './strangler history --verify' tells more")]
    private partial void LogBroken(string why);

    [LoggerMessage(EventIds.CheckpointNotKept, LogLevel.Warning, "The ledger's checkpoint could not be kept in {Path}; a tail cut off now would not be seen")]
    private partial void LogNotKept(Exception exception, string path);
}
