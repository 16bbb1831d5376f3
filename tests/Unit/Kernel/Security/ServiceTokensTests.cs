using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Jose;
using Monolith.Kernel.Security.Services;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Security;

public sealed class ServiceTokensTests : IDisposable
{
    private const string Permission = "auth.ListRevokedSessions";
    private static readonly Guid TokenId = new("5a0a8a53-7f8e-4f5e-9a2f-0d5c3c4e8b11");
    private readonly ManualTime _time = new();
    private readonly DirectoryInfo _trusted = Directory.CreateTempSubdirectory("trusted");
    private readonly SigningKey _hostKey = Key("monolith");
    private readonly SigningKey _serviceKey = Key("favorites");
    private readonly ServiceTokens _host;
    private readonly ServiceTokens _service;

    public ServiceTokensTests()
    {
        Trust(_hostKey);
        Trust(_serviceKey);
        _host = Of(_hostKey);
        _service = Of(_serviceKey);
    }

    public void Dispose()
    {
        _trusted.Delete(recursive: true);
        _hostKey.Dispose();
        _serviceKey.Dispose();
    }

    [Fact]
    public void Verify_TokenForUs_TellsServiceAndPermission()
        => _host.Verify(Forged(("instance", "\"i\""))).ShouldBe(new ServiceIdentity("favorites", Permission) { TokenId = TokenId, Instance = "i" });

    [Fact]
    public void Issue_EachToken_HasAnIdOfItsOwn()
        => _host.Verify(_service.Issue("monolith", Permission))!.TokenId.ShouldNotBe(_host.Verify(_service.Issue("monolith", Permission))!.TokenId);

    [Fact]
    public void Verify_TokenForAnotherService_IsRefused() => _host.Verify(_service.Issue("movies", Permission)).ShouldBeNull();

    [Fact]
    public void Verify_TokenOfAnUntrustedService_IsRefused()
    {
        using var stranger = Key("stranger");
        _host.Verify(Of(stranger).Issue("monolith", Permission)).ShouldBeNull();
    }

    [Fact]
    public void Verify_OwnKeyUnderTheNameOfAnother_IsRefused()
    {
        using var impostor = SigningKey.FromPkcs8(_serviceKey.ExportPkcs8(), "monolith");
        _host.Verify(Of(impostor).Issue("monolith", Permission)).ShouldBeNull();
    }

    [Fact]
    public void Verify_OwnNameInTheHeaderAndAnotherInTheClaims_IsRefused()
        => _host.Verify(Forged(("iss", "\"movies\""), ("sub", "\"movies\""))).ShouldBeNull();

    [Theory]
    [InlineData("sub", "\"movies\"")]
    [InlineData("aud", "\"favorites\"")]
    [InlineData("aud", "[\"monolith\",\"favorites\"]")]
    [InlineData("permissions", "[]")]
    [InlineData("permissions", "[\"a.B\",\"c.D\"]")]
    [InlineData("permissions", "\"a.B\"")]
    [InlineData("permissions", "[null]")]
    [InlineData("exp", "4102444800")]
    [InlineData("jti", "null")]
    [InlineData("jti", "\"1\"")]
    [InlineData("instance", "null")]
    [InlineData("instance", "[\"a\",\"b\"]")]
    [InlineData("iat", "null")]
    public void Verify_ClaimThatWeDoNotWrite_IsRefusedThoughSigned(string claim, string value)
    {
        _host.Verify(Forged()).ShouldNotBeNull();
        _host.Verify(Forged((claim, value))).ShouldBeNull();
    }

    [Fact]
    public void Verify_AfterItsMinute_IsRefused()
    {
        var token = _service.Issue("monolith", Permission);
        _time.Advance(TimeSpan.FromSeconds(64));
        _host.Verify(token).ShouldNotBeNull();
        _time.Advance(TimeSpan.FromSeconds(1));
        _host.Verify(token).ShouldBeNull();
    }

    [Fact]
    public void Verify_BeforeItsTime_IsRefusedBeyondTheClocksDifference()
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();

        _host.Verify(Forged(("iat", $"{now + 5}"), ("exp", $"{now + 65}"))).ShouldNotBeNull();
        _host.Verify(Forged(("iat", $"{now + 6}"), ("exp", $"{now + 66}"))).ShouldBeNull();
    }

    [Theory]
    [InlineData("../trusted/favorites")]
    [InlineData("favorites.pub.pem")]
    [InlineData("favorites\\u0000")]
    [InlineData("favorites' OR '1'='1")]
    [InlineData("https://evil.example.com/key")]
    [InlineData("*")]
    public void Verify_KeyIdThatNamesAFileOrMore_IsRefusedThoughSigned(string keyId)
        => _host.Verify(TokenForge.Signed(_serviceKey, $$"""{"alg":"ES256","typ":"{{ServiceTokens.Type}}","kid":"{{keyId}}"}""", Claims())).ShouldBeNull();

    [Theory]
    [InlineData("HS256")]
    [InlineData("ES256")]
    public void Verify_PublicKeyUsedAsASecret_IsRefused(string algorithm)
        => _host.Verify(TokenForge.Authenticated(
            System.Text.Encoding.UTF8.GetBytes(_serviceKey.ExportPublicPem()), $$"""{"alg":"{{algorithm}}","typ":"{{ServiceTokens.Type}}","kid":"favorites"}""", Claims())).ShouldBeNull();

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("ES256")]
    public void Verify_NotSigned_IsRefused(string algorithm)
        => _host.Verify($"{TokenForge.Base64($$"""{"alg":"{{algorithm}}","typ":"{{ServiceTokens.Type}}","kid":"favorites"}""")}.{TokenForge.Base64(Claims())}.").ShouldBeNull();

    [Fact]
    public void Verify_AccessTokenOfATrustedKey_IsRefused()
        => _host.Verify(Jws.Sign(_serviceKey, AccessToken.Type, """{"iss":"favorites"}"""u8)).ShouldBeNull();

    [Fact]
    public void Verify_NewService_IsTrustedASecondAfterTheLastLookAtTheFolder()
    {
        using var late = Key("late");
        _host.Verify(_service.Issue("monolith", Permission)).ShouldNotBeNull();
        Trust(late);
        _host.Verify(Of(late).Issue("monolith", Permission)).ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(1));
        _host.Verify(Of(late).Issue("monolith", Permission)).ShouldNotBeNull();
    }

    [Fact]
    public void Verify_ServiceWithANewKey_IsTrustedASecondAfterTheLastLookAtTheFolder()
    {
        _host.Verify(_service.Issue("monolith", Permission)).ShouldNotBeNull();
        using var replaced = Key("favorites");
        Trust(replaced);
        _time.Advance(TimeSpan.FromSeconds(1));
        _host.Verify(Of(replaced).Issue("monolith", Permission)).ShouldNotBeNull();
        _host.Verify(_service.Issue("monolith", Permission)).ShouldBeNull();
    }

    [Fact]
    public void Verify_ServiceWhoseKeyWasRemoved_IsRefusedWithinFiveSeconds()
    {
        _host.Verify(_service.Issue("monolith", Permission)).ShouldNotBeNull();
        File.Delete(FileOf("favorites"));
        _time.Advance(TimeSpan.FromSeconds(5));
        _host.Verify(_service.Issue("monolith", Permission)).ShouldBeNull();
    }

    [Fact]
    public void Verify_FolderHoldsSomethingElse_StillTrustsTheOthers()
    {
        File.WriteAllText(FileOf("broken"), "no key");
        File.WriteAllText(FileOf("Not-A-Service"), _serviceKey.ExportPublicPem());
        _host.Verify(_service.Issue("monolith", Permission)).ShouldNotBeNull();
    }

    private ServiceTokens Of(SigningKey key) => new(
        key, new TrustedServices(_trusted.FullName, _time, NullLogger.Instance), new TokenSecuritySettings(), _time, NullLogger<ServiceTokens>.Instance);

    private static SigningKey Key(string name)
    {
        using var key = SigningKey.Generate();
        return SigningKey.FromPkcs8(key.ExportPkcs8(), name);
    }

    private void Trust(SigningKey key) => File.WriteAllText(FileOf(key.Public.Id), key.ExportPublicPem());

    private string FileOf(string service) => Path.Combine(_trusted.FullName, $"{service}.pub.pem");

    private string Forged(params (string Claim, string Value)[] changes)
        => TokenForge.Signed(_serviceKey, TokenForge.Header(_serviceKey, ServiceTokens.Type), Claims(changes));

    private string Claims(params (string Claim, string Value)[] changes)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["iss"] = "\"favorites\"", ["sub"] = "\"favorites\"", ["aud"] = "\"monolith\"", ["permissions"] = $"[\"{Permission}\"]",
            ["iat"] = $"{now}", ["exp"] = $"{now + 60}", ["jti"] = $"\"{TokenId}\"",
        };
        foreach (var (claim, value) in changes)
        {
            claims[claim] = value;
        }

        return $"{{{string.Join(',', claims.Select(c => $"\"{c.Key}\":{c.Value}"))}}}";
    }
}
