using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Security.Jose;

namespace Monolith.Kernel.Security.Bearer;

/// <summary>
/// Keeps the last keys that could be loaded. An unknown id loads them anew, at most every 2 s and once for all who wait; a failed load keeps what is there.
/// </summary>
/// <param name="load">Reads all keys from where they are kept; may throw.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Gets a warning for each load that fails.</param>
public sealed partial class TokenKeyCache(Func<CancellationToken, Task<IReadOnlyCollection<VerificationKey>>> load, TimeProvider time, ILogger logger) : ITokenKeys
{
    private static readonly TimeSpan MinimumInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LoadTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private volatile FrozenDictionary<string, VerificationKey>? _keys;
    private Task<bool> _load = Task.FromResult(false);
    private long? _loadStarted;

    /// <summary>Whether the keys were loaded at least once.</summary>
    public bool IsLoaded => _keys is not null;

    /// <inheritdoc/>
    public async ValueTask<TokenKeyLookup> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (_keys?.GetValueOrDefault(keyId) is { } known)
        {
            return new(known, IsConclusive: true);
        }

        var loaded = await LoadUnlessRecentAsync().WaitAsync(cancellationToken);
        return new(_keys?.GetValueOrDefault(keyId), loaded);
    }

    /// <summary>Loads the keys now, whenever they were loaded last.</summary>
    /// <returns>False when they could not be loaded (logged).</returns>
    public Task<bool> RefreshAsync()
    {
        lock (_lock)
        {
            return _load.IsCompleted ? Start() : _load;
        }
    }

    private Task<bool> LoadUnlessRecentAsync()
    {
        lock (_lock)
        {
            return _loadStarted is { } started && time.GetElapsedTime(started) < MinimumInterval ? _load : _load.IsCompleted ? Start() : _load;
        }
    }

    private Task<bool> Start()
    {
        _loadStarted = time.GetTimestamp();
        return _load = Task.Run(LoadAsync);
    }

    private async Task<bool> LoadAsync()
    {
        using var timeout = new CancellationTokenSource(LoadTimeout, time);
        try
        {
            _keys = (await load(timeout.Token)).ToFrozenDictionary(k => k.Id, StringComparer.Ordinal);
            return true;
        }
        catch (Exception e)
        {
            // Whatever it was, the keys we have are as good as before.
            LogFailed(e, _keys?.Count ?? 0);
            return false;
        }
    }

    [LoggerMessage(SecurityEventIds.KeyRefreshFailed, LogLevel.Warning, "The keys of access tokens could not be loaded; keeping the {Count} known")]
    private partial void LogFailed(Exception exception, int count);
}
