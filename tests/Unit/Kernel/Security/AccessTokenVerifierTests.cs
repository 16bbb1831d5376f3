using System.Text;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Jose;
using Monolith.Kernel.Security.Revocation;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Security;

public sealed class AccessTokenVerifierTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly SigningKey _key = SigningKey.Generate();
    private readonly KnownKeys _keys = new();
    private readonly KnownSessions _sessions = new();
    private readonly TokenSecuritySettings _settings = new();
    private readonly AccessTokenVerifier _verifier;

    public AccessTokenVerifierTests()
    {
        _keys.Add(_key.Public);
        _verifier = new(_keys, _sessions, _settings, _time);
    }

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task Verify_GoodToken_IsAcceptedWithItsClaims()
    {
        var token = Token();
        (await VerifyAsync(token)).Token.ShouldBe(token);
    }

    [Fact]
    public async Task Verify_TokenOfUnknownKey_IsRefused()
    {
        using var other = SigningKey.Generate();
        (await _verifier.VerifyAsync(Jws.Sign(other, AccessToken.Type, Token().ToPayload()), default)).Failure.ShouldBe(AccessTokenFailure.UnknownKey);
    }

    [Fact]
    public async Task Verify_UnknownKeyWhileKeysCannotBeHad_IsOurFault()
    {
        using var other = SigningKey.Generate();
        _keys.IsConclusive = false;
        var result = await _verifier.VerifyAsync(Jws.Sign(other, AccessToken.Type, Token().ToPayload()), default);
        result.Failure.ShouldBe(AccessTokenFailure.KeysUnavailable);
        result.IsOurFault.ShouldBeTrue();
    }

    [Fact]
    public async Task Verify_KnownKeyIdWithForeignSignature_IsRefused()
    {
        using var other = SigningKey.Generate();
        using var impostor = SigningKey.FromPkcs8(other.ExportPkcs8(), _key.Public.Id);
        (await _verifier.VerifyAsync(Jws.Sign(impostor, AccessToken.Type, Token().ToPayload()), default)).Failure.ShouldBe(AccessTokenFailure.BadSignature);
    }

    [Fact]
    public async Task Verify_ServiceToken_IsRefused()
        => (await _verifier.VerifyAsync(Jws.Sign(_key, "service+jwt", Token().ToPayload()), default)).Failure.ShouldBe(AccessTokenFailure.Malformed);

    [Fact]
    public async Task Verify_OtherIssuerOrAudience_IsRefused()
    {
        (await VerifyAsync(Token() with { Issuer = "other" })).Failure.ShouldBe(AccessTokenFailure.WrongParty);
        (await VerifyAsync(Token() with { Audience = "other" })).Failure.ShouldBe(AccessTokenFailure.WrongParty);
    }

    [Fact]
    public async Task Verify_AroundItsTimes_GrantsTheClockSkewAndNoMore()
    {
        var token = Token();
        var compact = Jws.Sign(_key, AccessToken.Type, token.ToPayload());
        async Task<AccessTokenFailure> At(DateTimeOffset moment)
        {
            _time.Advance(moment - _time.GetUtcNow());
            return (await _verifier.VerifyAsync(compact, default)).Failure;
        }

        var second = TimeSpan.FromSeconds(1);
        (await At(token.NotBefore - _settings.ClockSkew - second)).ShouldBe(AccessTokenFailure.NotYetValid);
        (await At(token.NotBefore - _settings.ClockSkew)).ShouldBe(AccessTokenFailure.None);
        (await At(token.ExpiresAt + _settings.ClockSkew - second)).ShouldBe(AccessTokenFailure.None);
        (await At(token.ExpiresAt + _settings.ClockSkew)).ShouldBe(AccessTokenFailure.Expired);
    }

    [Theory]
    [InlineData("sub", "1", "\"1\"")]
    [InlineData("sub", "\"01\"", "\"1\"")]
    [InlineData("sub", "\"-1\"", "\"1\"")]
    [InlineData("sub", "\"0\"", "\"1\"")]
    [InlineData("sub", "\"1 \"", "\"1\"")]
    [InlineData("sub", "\"99999999999\"", "\"1\"")]
    [InlineData("exp", "\"4102444800\"", "4102444800")]
    [InlineData("exp", "1e99", "4102444800")]
    [InlineData("exp", "4102444800.5", "4102444800")]
    [InlineData("exp", "-1", "4102444800")]
    [InlineData("aud", "[\"monolith\"]", "\"monolith\"")]
    [InlineData("sid", "\"{00000000-0000-0000-0000-000000000001}\"", "\"00000000-0000-0000-0000-000000000001\"")]
    [InlineData("sub", "\"1\",\"sub\":\"2\"", "\"1\"")]
    [InlineData("sub", "\"1\",\"\\u0073ub\":\"2\"", "\"1\"")]
    [InlineData("nbf", "null", "0")]
    public async Task Verify_ClaimOfWrongForm_IsRefusedThoughSigned(string claim, string wrong, string right)
    {
        string Forged(string value) => TokenForge.Signed(_key, TokenForge.Header(_key), Payload(claim, value));
        (await _verifier.VerifyAsync(Forged(right), default)).Failure.ShouldBe(AccessTokenFailure.None);
        (await _verifier.VerifyAsync(Forged(wrong), default)).Failure.ShouldBe(AccessTokenFailure.Malformed);
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("aud")]
    [InlineData("sub")]
    [InlineData("sid")]
    [InlineData("jti")]
    [InlineData("iat")]
    [InlineData("nbf")]
    [InlineData("exp")]
    public async Task Verify_ClaimMissing_IsRefusedThoughSigned(string claim)
        => (await _verifier.VerifyAsync(TokenForge.Signed(_key, TokenForge.Header(_key), Payload(claim, null)), default)).Failure.ShouldBe(AccessTokenFailure.Malformed);

    [Fact]
    public async Task Verify_RememberedToken_IsRefusedAfterLogoutAndAfterItsKeyIsWithdrawn()
    {
        var token = Token();
        var compact = Jws.Sign(_key, AccessToken.Type, token.ToPayload());
        (await _verifier.VerifyAsync(compact, default)).Failure.ShouldBe(AccessTokenFailure.None);

        _sessions.State = SessionState.Revoked;
        (await _verifier.VerifyAsync(compact, default)).Failure.ShouldBe(AccessTokenFailure.Revoked);
        _sessions.State = SessionState.Unknown;
        (await _verifier.VerifyAsync(compact, default)).Failure.ShouldBe(AccessTokenFailure.RevocationUnavailable);
        _sessions.State = SessionState.Active;
        _keys.Clear();
        (await _verifier.VerifyAsync(compact, default)).Failure.ShouldBe(AccessTokenFailure.UnknownKey);
    }

    [Fact]
    public async Task Verify_RememberedTokenWithAnotherSignature_IsCheckedAnew()
    {
        var compact = Jws.Sign(_key, AccessToken.Type, Token().ToPayload());
        await _verifier.VerifyAsync(compact, default);
        var tampered = compact[..^20] + (compact[^20] == 'A' ? 'B' : 'A') + compact[^19..];
        (await _verifier.VerifyAsync(tampered, default)).Failure.ShouldBe(AccessTokenFailure.BadSignature);
    }

    private ValueTask<AccessTokenResult> VerifyAsync(AccessToken token) => _verifier.VerifyAsync(Jws.Sign(_key, AccessToken.Type, token.ToPayload()), default);

    private AccessToken Token()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds());
        return new("monolith", "monolith", 42, Guid.NewGuid(), Guid.NewGuid(), now, now, now.AddHours(1));
    }

    private static string Payload(string claim, string? value)
    {
        var claims = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["iss"] = "\"monolith\"", ["aud"] = "\"monolith\"", ["sub"] = "\"1\"", ["sid"] = $"\"{Guid.NewGuid()}\"", ["jti"] = $"\"{Guid.NewGuid()}\"",
            ["iat"] = "0", ["nbf"] = "0", ["exp"] = "4102444800", [claim] = value,
        };
        return new StringBuilder("{").AppendJoin(',', claims.Where(c => c.Value is not null).Select(c => $"\"{c.Key}\":{c.Value}")).Append('}').ToString();
    }
}
