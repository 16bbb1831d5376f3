using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Jose;

namespace Monolith.Auth.Keys;

/// <summary>The signing keys in memory: to check with, to publish and to sign with.</summary>
internal sealed partial class SigningKeyRing : ITokenKeys, IDisposable
{
    private readonly SigningKeyStore _store;
    private readonly AuthSecrets _secrets;
    private readonly TimeProvider _time;
    private readonly ILogger<SigningKeyRing> _logger;
    private readonly TokenKeyCache _cache;
    private readonly ConcurrentDictionary<string, SigningKey> _private = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<StoredSigningKey> _keys = [];

    public SigningKeyRing(SigningKeyStore store, AuthSecrets secrets, TimeProvider time, ILogger<SigningKeyRing> logger)
    {
        _store = store;
        _secrets = secrets;
        _time = time;
        _logger = logger;
        _cache = new TokenKeyCache(LoadAsync, time, logger);
    }

    public ValueTask<TokenKeyLookup> FindAsync(string keyId, CancellationToken cancellationToken) => _cache.FindAsync(keyId, cancellationToken);

    /// <summary>Brings keys that other hosts added, and drops removed ones.</summary>
    public Task<bool> RefreshAsync() => _cache.RefreshAsync();

    /// <summary>All public keys, the one that will sign next among them.</summary>
    public async Task<IReadOnlyList<VerificationKey>> PublishedAsync(CancellationToken cancellationToken)
    {
        await EnsureCurrentAsync(cancellationToken);
        return [.. PublicKeysOf(_keys)];
    }

    /// <summary>The key that signs now.</summary>
    /// <exception cref="InvalidOperationException">There is none that this host can use.</exception>
    public async ValueTask<SigningKey> CurrentAsync(CancellationToken cancellationToken)
    {
        await EnsureCurrentAsync(cancellationToken);
        var current = KeySchedule.Current(_keys, _time.GetUtcNow()) ?? throw new InvalidOperationException("There is no signing key.");
        return _private.GetOrAdd(current.Id, _ => Decrypt(current));
    }

    public void Dispose()
    {
        foreach (var key in _private.Values)
        {
            key.Dispose();
        }
    }

    private async ValueTask EnsureCurrentAsync(CancellationToken cancellationToken)
    {
        if (KeySchedule.Current(_keys, _time.GetUtcNow()) is null)
        {
            await _store.MaintainAsync(cancellationToken);
            await _cache.RefreshAsync().WaitAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyCollection<VerificationKey>> LoadAsync(CancellationToken cancellationToken)
    {
        var keys = await _store.ReadAsync(cancellationToken);
        _keys = keys;
        return [.. PublicKeysOf(keys)];
    }

    private static IEnumerable<VerificationKey> PublicKeysOf(IEnumerable<StoredSigningKey> keys)
        => keys.OrderBy(k => k.ActivatesAt).Select(k => VerificationKey.FromCoordinates(k.Id, k.X, k.Y)).OfType<VerificationKey>();

    private SigningKey Decrypt(StoredSigningKey key)
    {
        try
        {
            return SigningKey.FromPkcs8(KeyEncryption.Decrypt(_secrets.SigningKeyEncryption, key.Id, key.EncryptedPrivateKey), key.Id);
        }
        catch (CryptographicException e)
        {
            LogUnreadable(key.Id);
            throw new InvalidOperationException(
                $"Signing key {key.Id} cannot be decrypted. All hosts on one database need the same 'Auth:KeyEncryptionKey' (or the same file secrets/auth-key-encryption in their data folders).", e);
        }
    }

    [LoggerMessage(EventIds.SigningKeyUnreadable, LogLevel.Error, "Signing key {KeyId} cannot be decrypted with this host's Auth:KeyEncryptionKey; nobody can log in here")]
    private partial void LogUnreadable(string keyId);
}
