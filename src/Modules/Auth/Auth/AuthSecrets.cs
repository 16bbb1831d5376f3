using System.Security.Cryptography;
using System.Text;
using Monolith.Kernel.Startup;

namespace Monolith.Auth;

/// <summary>The keys derived from <see cref="AuthSettings.KeyEncryptionKey"/>, one per purpose.</summary>
internal sealed class AuthSecrets
{
    private const int KeySize = 32;

    public AuthSecrets(AuthSettings settings, DataDirectory dataDirectory)
    {
        var secret = Encoding.UTF8.GetBytes(settings.KeyEncryptionKey ?? dataDirectory.GetOrCreateSecret("auth-key-encryption"));
        SigningKeyEncryption = Derive(secret, "signing keys");
        LoginOrigins = Derive(secret, "log-in origins");
    }

    /// <summary>AES-256 key for private signing keys.</summary>
    public byte[] SigningKeyEncryption { get; }

    /// <summary>HMAC key for accounts and addresses in the throttle's tables.</summary>
    public byte[] LoginOrigins { get; }

    private static byte[] Derive(byte[] secret, string purpose)
        => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeySize, salt: [], info: Encoding.UTF8.GetBytes($"monolith auth: {purpose}"));
}
