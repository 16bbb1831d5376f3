using System.Security.Cryptography;
using System.Text;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

public abstract class TokenContract : ContractTests
{
    private protected TokenContract(SharedEnvironment shared, ContractRun run, int percent, ITestOutputHelper output)
        : base(shared, run, percent, output)
    {
    }

    public static TheoryData<string, string, string?> ProtectedCalls => new()
    {
        { "POST", "/api/auth/logout", null },
        { "GET", "/api/movies/search?q=batman", null },
        { "GET", "/api/movies/genres", null },
        { "GET", "/api/movies/1", null },
        { "GET", "/api/favorites", null },
        { "POST", "/api/favorites", """{"movie_id":1}""" },
        { "DELETE", "/api/favorites", """{"movie_id":1}""" },
        // Who may not come in is not told what else is wrong.
        { "GET", "/api/favorites?genre_id=x", null },
        { "POST", "/api/favorites", "{}" },
        { "POST", "/api/favorites", "{" },
        { "DELETE", "/api/favorites", null },
    };

    [Theory]
    [MemberData(nameof(ProtectedCalls))]
    public async Task ProtectedCall_NoUsableToken_AnswersUnauthenticated(string method, string path, string? body)
    {
        var user = await Api.SignUpAsync();
        await user.LogOutAsync();
        foreach (var header in new[] { null, "", "Bearer", "Bearer ", "Basic dGVzdDp0ZXN0", "Bearer garbage", $"Bearer {user.Token}" })
        {
            (string, string)[] headers = header is null ? [] : [("Authorization", header)];

            (await Api.SendAsync(new HttpMethod(method), path, token: null, body, headers)).ShouldSay(401, "Unauthenticated.");
        }
    }

    [Fact]
    public async Task ForgedToken_EverySpelling_AnswersUnauthenticated()
    {
        var user = await Api.SignUpAsync();
        (await user.ListAsync()).Status.ShouldBe(200);
        foreach (var (forgery, token) in await ForgeriesAsync(user))
        {
            var answer = await Api.GetAsync("/api/favorites", token);
            answer.Status.ShouldBe(401, $"{forgery}: {answer}");
            answer.ShouldSay(401, "Unauthenticated.");
        }
    }

    [Fact]
    public async Task Token_SchemeInLowerCase_IsTaken()
    {
        var user = await Api.SignUpAsync();

        (await Api.SendAsync(HttpMethod.Get, "/api/favorites", null, null, ("Authorization", $"bearer {user.Token}"))).ShouldBe(200, "[]");
    }

    private async Task<IReadOnlyList<(string Forgery, string Token)>> ForgeriesAsync(SignedInUser user)
    {
        var parts = user.Token.Split('.');
        parts.Length.ShouldBe(3);
        var (header, payload, signature) = (parts[0], parts[1], parts[2]);
        var jwks = (await Api.GetAsync("/.well-known/jwks.json")).Body;
        var none = Encode("""{"alg":"none","typ":"JWT"}""");
        var symmetric = Encode("""{"alg":"HS256","typ":"JWT"}""");
        var otherPayload = Encode(Decode(payload).Replace($"\"{user.Id}\"", $"\"{user.Id + 1}\"", StringComparison.Ordinal));
        otherPayload.ShouldNotBe(payload);
        using var foreignKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return
        [
            ("no signature", $"{header}.{payload}."),
            ("two parts", $"{header}.{payload}"),
            ("four parts", $"{user.Token}.{signature}"),
            ("algorithm none", $"{none}.{payload}."),
            ("algorithm none with the signature", $"{none}.{payload}.{signature}"),
            ("HMAC with the public keys", $"{symmetric}.{payload}.{Base64(HMACSHA256.HashData(Encoding.UTF8.GetBytes(jwks), Encoding.ASCII.GetBytes($"{symmetric}.{payload}")))}"),
            ("another user", $"{header}.{otherPayload}.{signature}"),
            ("another key under the same id", $"{header}.{payload}.{Base64(foreignKey.SignData(Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256))}"),
            ("changed signature", $"{header}.{payload}.{(signature[0] == 'A' ? 'B' : 'A')}{signature[1..]}"),
            ("padding", user.Token + "=="),
            ("white space", $"{header}. {payload}.{signature}"),
            ("standard Base64", $"{header}.{payload}.{signature.Replace('-', '+').Replace('_', '/')}+"),
            ("very long", user.Token + new string('A', 4000)),
        ];
    }

    private static string Encode(string text) => Base64(Encoding.UTF8.GetBytes(text));

    private static string Decode(string part) => Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part));

    private static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}

public sealed class TokenContractOnMonolith(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : TokenContract(shared, run, 0, output);

public sealed class TokenContractOnService(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : TokenContract(shared, run, 100, output);

public sealed class TokenContractOnBoth(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : TokenContract(shared, run, 50, output);
