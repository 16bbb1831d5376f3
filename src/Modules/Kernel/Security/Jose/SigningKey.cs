using System.Security.Cryptography;

namespace Monolith.Kernel.Security.Jose;

/// <summary>A private P-256 key that makes ES256 signatures. Safe for concurrent use.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly Lock _lock = new();

    private SigningKey(ECDsa key, string? id)
    {
        _key = key;
        var parameters = key.ExportParameters(includePrivateParameters: false);
        Public = VerificationKey.From(id ?? VerificationKey.From("-", parameters)?.Thumbprint ?? "", parameters)
            ?? throw new CryptographicException("The key is not on the curve P-256, or its id is not 1 to 64 of A-Z a-z 0-9 - _.");
    }

    /// <summary>The half that others check with.</summary>
    public VerificationKey Public { get; }

    /// <summary>Makes a new key, named by its thumbprint.</summary>
    public static SigningKey Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256), id: null);

    /// <summary>From PKCS #8.</summary>
    /// <param name="pkcs8">The private key.</param>
    /// <param name="id">The <c>kid</c>; null for the thumbprint.</param>
    /// <exception cref="CryptographicException">It is not a P-256 key.</exception>
    public static SigningKey FromPkcs8(ReadOnlySpan<byte> pkcs8, string? id = null)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            return new SigningKey(key, id);
        }
        catch (CryptographicException)
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>From a PEM file's text (<c>BEGIN PRIVATE KEY</c>).</summary>
    /// <param name="pem">The private key.</param>
    /// <param name="id">The <c>kid</c>; null for the thumbprint.</param>
    /// <exception cref="CryptographicException">It is not a P-256 key.</exception>
    /// <exception cref="ArgumentException">The text holds no key.</exception>
    public static SigningKey FromPem(string pem, string? id = null)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return new SigningKey(key, id);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>PKCS #8, unencrypted: what is kept must be encrypted or in a private file.</summary>
    public byte[] ExportPkcs8() => _key.ExportPkcs8PrivateKey();

    /// <summary>The private key as PEM, unencrypted.</summary>
    public string ExportPem() => _key.ExportPkcs8PrivateKeyPem();

    /// <summary>The public key as PEM.</summary>
    public string ExportPublicPem() => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>The signature in IEEE P1363 form, 64 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (_lock)
        {
            return _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
