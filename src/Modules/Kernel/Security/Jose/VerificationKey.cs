using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.Kernel.Security.Jose;

/// <summary>A public P-256 key that checks ES256 signatures. Safe for concurrent use.</summary>
public sealed class VerificationKey
{
    private const int CoordinateSize = 32;

    // ECDsa promises nothing about concurrent calls on one object, and importing a key costs a third of a check.
    private readonly ConcurrentBag<ECDsa> _idle = [];
    private readonly ECParameters _parameters;

    private VerificationKey(string id, ECParameters parameters)
    {
        Id = id;
        _parameters = parameters;
        X = CanonicalBase64Url.Encode(parameters.Q.X);
        Y = CanonicalBase64Url.Encode(parameters.Q.Y);
    }

    /// <summary>The <c>kid</c> under which the key is known, 1 to 64 of <c>A-Z a-z 0-9 - _</c>.</summary>
    public string Id { get; }

    /// <summary>The point's x coordinate as in a JWK: base64url of 32 bytes.</summary>
    public string X { get; }

    /// <summary>The point's y coordinate as in a JWK: base64url of 32 bytes.</summary>
    public string Y { get; }

    /// <summary>The JWK thumbprint of RFC 7638 (SHA-256, base64url, 43 characters): names the key by what it is.</summary>
    public string Thumbprint => CanonicalBase64Url.Encode(
        SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""")));

    /// <summary>From the coordinates of a JWK.</summary>
    /// <returns>Null when the id or a coordinate is malformed or the point is not on the curve.</returns>
    public static VerificationKey? FromCoordinates(string id, string x, string y)
    {
        var point = new ECPoint { X = CanonicalBase64Url.Decode(x), Y = CanonicalBase64Url.Decode(y) };
        return point is { X.Length: CoordinateSize, Y.Length: CoordinateSize }
            ? From(id, new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point })
            : null;
    }

    /// <summary>From a PEM file's text (<c>BEGIN PUBLIC KEY</c>).</summary>
    /// <returns>Null when the text holds no public P-256 key or the id is malformed.</returns>
    public static VerificationKey? FromPem(string id, string pem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return From(id, key.ExportParameters(includePrivateParameters: false));
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether the signature (IEEE P1363, 64 bytes) over the data was made with this key's private half.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 2 * CoordinateSize)
        {
            return false;
        }

        var key = _idle.TryTake(out var idle) ? idle : ECDsa.Create(_parameters);
        try
        {
            return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        finally
        {
            _idle.Add(key);
        }
    }

    internal static VerificationKey? From(string id, ECParameters parameters)
    {
        if (!Jws.IsKeyId(id) || parameters.Curve.Oid?.FriendlyName is not ("nistP256" or "ECDSA_P256"))
        {
            return null;
        }

        try
        {
            using var check = ECDsa.Create(parameters);
            return new VerificationKey(id, parameters);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
