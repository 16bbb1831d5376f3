using System.Text;
using Monolith.Kernel.Security.Jose;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Security;

public sealed class JwsTests : IDisposable
{
    private const string Type = "at+jwt";
    private const string Payload = """{"sub":"1"}""";
    private readonly SigningKey _key = SigningKey.Generate();

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Verify_OwnToken_GivesPayloadBack()
    {
        var jws = Jws.Parse(Good(), Type).ShouldNotBeNull();
        jws.KeyId.ShouldBe(_key.Public.Id);
        Encoding.UTF8.GetString(jws.Verify(_key.Public).ShouldNotBeNull()).ShouldBe(Payload);
    }

    [Fact]
    public void Parse_ForgedButWellFormed_IsAcceptedUntilTheSignatureIsChecked()
        // Shows that the forge writes what Parse takes, so that the refusals below are for the reason each test names.
        => Jws.Parse(TokenForge.Signed(_key, TokenForge.Header(_key), Payload), Type)!.Verify(_key.Public).ShouldNotBeNull();

    [Fact]
    public void Verify_OtherKeyUnderSameId_IsRefused()
    {
        using var other = SigningKey.Generate();
        using var impostor = SigningKey.FromPkcs8(other.ExportPkcs8(), _key.Public.Id);
        Jws.Parse(Jws.Sign(impostor, Type, Encoding.UTF8.GetBytes(Payload)), Type)!.Verify(_key.Public).ShouldBeNull();
    }

    [Fact]
    public void Verify_AnyBitOfPayloadOrSignatureChanged_IsRefused()
    {
        var parts = Good().Split('.');
        for (var part = 1; part <= 2; part++)
        {
            var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(parts[part]);
            for (var bit = 0; bit < bytes.Length * 8; bit += 7)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                var changed = (string[])[.. parts];
                changed[part] = System.Buffers.Text.Base64Url.EncodeToString(bytes);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                (Jws.Parse(string.Join('.', changed), Type)?.Verify(_key.Public)).ShouldBeNull();
            }
        }
    }

    [Theory]
    [InlineData("""{"alg":"none","typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""{"alg":"None","typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""{"alg":"HS256","typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""{"alg":"ES384","typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""{"alg":"es256","typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""{"alg":["ES256"],"typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""{"typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","typ":"service+jwt","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","typ":"JWT","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","typ":"AT+JWT","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":""}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":7}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"../../etc/passwd"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"https://evil.example/key"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"a' OR '1'='1"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"\ud800"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"KID","crit":["exp"]}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"KID","b64":false}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"KID","jku":"https://evil.example/jwks"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"KID","jwk":{"kty":"EC"}}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"KID","x5c":[]}""")]
    [InlineData("""{"alg":"none","alg":"ES256","typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"KID","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","\u0061lg":"ES256","kid":"KID"}""")]
    [InlineData("""[{"alg":"ES256","typ":"at+jwt","kid":"KID"}]""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"KID"} {}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"KID",}""")]
    [InlineData("not json")]
    [InlineData("null")]
    public void Parse_HeaderOtherThanOurs_IsRefusedThoughSigned(string header)
        => Jws.Parse(TokenForge.Signed(_key, header.Replace("KID", _key.Public.Id, StringComparison.Ordinal), Payload), Type).ShouldBeNull();

    [Fact]
    public void Parse_HmacKeyedWithThePublicKey_IsRefused()
    {
        var header = $$"""{"alg":"HS256","typ":"at+jwt","kid":"{{_key.Public.Id}}"}""";
        Jws.Parse(TokenForge.Authenticated(Encoding.ASCII.GetBytes(_key.ExportPublicPem()), header, Payload), Type).ShouldBeNull();
        // And when it claims the algorithm we do use, the key is still no HMAC key.
        Jws.Parse(TokenForge.Authenticated(Encoding.ASCII.GetBytes(_key.ExportPublicPem()), TokenForge.Header(_key), Payload), Type)!.Verify(_key.Public).ShouldBeNull();
    }

    [Fact]
    public void Parse_OtherSpellingsOfAGoodToken_AreRefused()
    {
        var good = Good();
        var parts = good.Split('.');
        foreach (var other in (string[])
        [
            good + "=", good + " ", " " + good, good + "\n", good.Replace(".", ". ", StringComparison.Ordinal), good + ".", "." + good, good + "." + parts[2],
            $"{parts[0]}=.{parts[1]}.{parts[2]}", $"{parts[0]}.{parts[1]}", $"{parts[0]}.{parts[1]}.", $"{parts[0]}..{parts[2]}", $".{parts[1]}.{parts[2]}",
            good[..10] + "\r\n" + good[10..], good[..10] + "+" + good[11..], good[..10] + "\u00e9" + good[11..],
        ])
        {
            Jws.Parse(other, Type).ShouldBeNull(other);
        }
    }

    [Fact]
    public void Parse_SpareBitsOfTheLastCharacterSet_IsRefused()
    {
        // 64 bytes are 86 characters with 4 bits to spare: sixteen spellings of one signature for a lenient decoder.
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var good = Good();
        var last = alphabet.IndexOf(good[^1], StringComparison.Ordinal);
        (last % 16).ShouldBe(0);
        for (var spare = 1; spare < 16; spare++)
        {
            Jws.Parse(good[..^1] + alphabet[last + spare], Type).ShouldBeNull();
        }
    }

    [Fact]
    public void Verify_DerSignature_IsRefused()
    {
        using var ecdsa = System.Security.Cryptography.ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(_key.ExportPkcs8(), out _);
        var signed = Good()[..Good().LastIndexOf('.')];
        var der = ecdsa.SignData(
            Encoding.ASCII.GetBytes(signed), System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.DSASignatureFormat.Rfc3279DerSequence);
        Jws.Parse($"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(der)}", Type)!.Verify(_key.Public).ShouldBeNull();
    }

    [Fact]
    public void Verify_AllZeroSignature_IsRefused()
        // CVE-2022-21449: r = s = 0 satisfied a careless implementation for every message.
        => Jws.Parse(Good()[..(Good().LastIndexOf('.') + 1)] + new string('A', 86), Type)!.Verify(_key.Public).ShouldBeNull();

    [Fact]
    public void Parse_LongerThanTheLimit_IsRefused()
    {
        string WithPayloadOf(int size) => Jws.Sign(_key, Type, Encoding.UTF8.GetBytes($$"""{"x":"{{new string('x', size)}}"}"""));
        Jws.Parse(WithPayloadOf(5900), Type).ShouldNotBeNull();
        WithPayloadOf(6100).Length.ShouldBeGreaterThan(Jws.MaxLength);
        Jws.Parse(WithPayloadOf(6100), Type).ShouldBeNull();
    }

    [Fact]
    public void Thumbprint_OfKnownKey_IsThatOfTheJoseLibrary()
        // Computed with npm jose 6.2, calculateJwkThumbprint, for the key of RFC 7515, appendix A.3.
        => VerificationKey.FromCoordinates("a3", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")!
            .Thumbprint.ShouldBe("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");

    [Fact]
    public void Verify_ExampleOfTheRfc_IsAccepted()
        => VerificationKey.FromCoordinates("a3", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")!.Verify(
            Encoding.ASCII.GetBytes(
                "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"),
            System.Buffers.Text.Base64Url.DecodeFromChars("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q")).ShouldBeTrue();

    [Fact]
    public void FromCoordinates_PointOffTheCurve_IsRefused()
        => VerificationKey.FromCoordinates("a", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU").ShouldBeNull();

    [Fact]
    public void FromPem_KeyOnAnotherCurve_IsRefused()
    {
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        VerificationKey.FromPem("a", other.ExportSubjectPublicKeyInfoPem()).ShouldBeNull();
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => SigningKey.FromPem(other.ExportPkcs8PrivateKeyPem()));
    }

    private string Good() => Jws.Sign(_key, Type, Encoding.UTF8.GetBytes(Payload));
}
