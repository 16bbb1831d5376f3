using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Jose;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Security;

/// <summary>Agreement with an implementation that shares no line with ours: npm jose.</summary>
public sealed class JosePeerTests(JosePeer peer) : IClassFixture<JosePeer>, IDisposable
{
    private readonly TokenSecuritySettings _settings = new();
    private readonly SigningKey _key = SigningKey.Generate();

    public void Dispose() => _key.Dispose();

    [NodeFact("npm")]
    public async Task OurToken_CheckedByJoseWithOurKeySet_IsAcceptedWithTheSameClaims()
    {
        var token = Token();
        var answer = await peer.AskAsync(Question(Jws.Sign(_key, AccessToken.Type, token.ToPayload())));
        ((string?)answer["error"]).ShouldBeNull();
        ((string?)answer["header"]!["kid"]).ShouldBe(_key.Public.Id);
        ((string?)answer["thumbprints"]![0]).ShouldBe(_key.Public.Id);
        AccessToken.Read(Encoding.UTF8.GetBytes(answer["claims"]!.ToJsonString())).ShouldBe(token);
    }

    [NodeFact("npm")]
    public async Task OurTokenChangedByOneBit_CheckedByJose_IsRefused()
    {
        var compact = Jws.Sign(_key, AccessToken.Type, Token().ToPayload());
        var answer = await peer.AskAsync(Question(compact[..^30] + (compact[^30] == 'A' ? 'B' : 'A') + compact[^29..]));
        ((string?)answer["error"]).ShouldBe("ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
    }

    [NodeFact("npm")]
    public async Task TokenByJose_CheckedByUsWithItsKeySet_IsAccepted()
    {
        var answer = (await peer.AskAsync(Question(Jws.Sign(_key, AccessToken.Type, Token().ToPayload()))))["peer"]!;
        var keys = new KnownKeys();
        foreach (var key in JsonWebKeySet.Read(Encoding.UTF8.GetBytes(answer["jwks"]!.ToJsonString())))
        {
            keys.Add(key);
        }

        var verifier = new AccessTokenVerifier(keys, new KnownSessions(), _settings, TimeProvider.System);
        var result = await verifier.VerifyAsync((string)answer["token"]!, default);
        result.Failure.ShouldBe(AccessTokenFailure.None);
        result.Token!.UserId.ShouldBe(7);
    }

    private JsonObject Question(string token) => new()
    {
        ["jwks"] = JsonSerializer.SerializeToNode(JsonWebKeySet.Of([_key.Public])),
        ["token"] = token,
        ["issuer"] = _settings.Issuer,
        ["audience"] = _settings.Audience,
    };

    private AccessToken Token()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        return new(_settings.Issuer, _settings.Audience, 42, Guid.NewGuid(), Guid.NewGuid(), now, now, now.AddHours(1));
    }
}
