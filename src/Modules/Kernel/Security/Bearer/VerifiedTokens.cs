using System.Collections.Concurrent;

namespace Monolith.Kernel.Security.Bearer;

/// <summary>
/// Remembers tokens whose signature was checked, because that check costs more than the rest of an average request. Two generations: when the young one
/// is full it becomes the old one, so that memory is bounded and tokens in use stay, without a list to keep in order.
/// </summary>
internal sealed class VerifiedTokens(int capacity)
{
    private readonly int _generationSize = (capacity + 1) / 2;
    private volatile ConcurrentDictionary<TokenFingerprint, AccessToken> _young = new();
    private volatile ConcurrentDictionary<TokenFingerprint, AccessToken> _old = new();
    private int _youngCount;

    public AccessToken? Find(TokenFingerprint fingerprint)
    {
        if (_young.TryGetValue(fingerprint, out var token))
        {
            return token;
        }

        if (_old.TryGetValue(fingerprint, out token))
        {
            Add(fingerprint, token);
        }

        return token;
    }

    public void Add(TokenFingerprint fingerprint, AccessToken token)
    {
        if (_generationSize == 0 || !_young.TryAdd(fingerprint, token) || Interlocked.Increment(ref _youngCount) != _generationSize)
        {
            return;
        }

        // Exactly one caller brings the count to the size.
        _old = _young;
        _young = new();
        Volatile.Write(ref _youngCount, 0);
    }
}
