using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Jose;
using Monolith.Kernel.Security.Revocation;
using Monolith.Kernel.Startup;
using Monolith.Unit.Kernel.Security;
using Monolith.Unit.Kernel.Web;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Frontends;

public sealed class TradingFrontendTests : IAsyncLifetime
{
    private const string NotAuthenticated = """{"detail":"Not authenticated. Provide token in Authorization header or query parameter."}""";
    private const string Invalid = """{"detail":"Invalid token"}""";

    private readonly SigningKey _key = SigningKey.Generate();
    private readonly KnownKeys _keys = new();
    private readonly KnownSessions _sessions = new();
    private WebProcess _process = null!;

    public async Task InitializeAsync()
    {
        _keys.Add(_key.Public);
        _process = await WebProcess.StartAsync(
            app =>
            {
                app.MapControllers();
                app.MapGet("/elsewhere", (HttpContext context) => context.Request.QueryString.Value).RequireAuthorization();
                app.MapGet("/raw", (HttpContext context) => context.Features.Get<IHttpRequestFeature>()!.RawTarget).WithMetadata(new Monolith.Kernel.Frontends.TradingFrontendAttribute());
            },
            builder =>
            {
                var errors = new StartupErrors();
                builder.Services.AddTokenSecurity(builder.Configuration, errors, new DataDirectory(builder.Configuration), "monolith");
                errors.ThrowIfAny();
                builder.Services.AddSingleton<ITokenKeys>(_keys).AddSingleton<ISessionRevocations>(_sessions).AddAuthorization();
                builder.Services.RemoveAll<IHostedService>().AddControllers().AddApplicationPart(typeof(TradingFrontendTests).Assembly);
            },
            afterDefaults: app => app.UseAuthorization());
    }

    public async Task DisposeAsync()
    {
        await _process.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task Refusal_OfEachKindOfToken_IsTheContracts()
    {
        var now = DateTimeOffset.UtcNow;
        (await GetAsync("/probe/me")).ShouldBe((401, NotAuthenticated));
        (await GetAsync("/probe/me", "nonsense")).ShouldBe((401, Invalid));
        (await GetAsync("/probe/me", Token(now.AddHours(-2)))).ShouldBe((401, """{"detail":"Token expired"}"""));
        (await GetAsync("/probe/me?token=nonsense")).ShouldBe((401, Invalid));
        (await GetAsync($"/probe/me?token={Token(now.AddHours(-2))}")).ShouldBe((401, """{"detail":"Token expired"}"""));
        _sessions.State = SessionState.Revoked;
        (await GetAsync("/probe/me", Token(now))).ShouldBe((401, Invalid));
    }

    [Fact]
    public async Task Forgery_OfEachKind_IsInvalidInHeaderAndQuery()
    {
        foreach (var (forgery, token) in Forgeries())
        {
            (await GetAsync("/probe/admin", token)).ShouldBe((401, Invalid), forgery);
            (await GetAsync($"/probe/admin?token={Uri.EscapeDataString(token)}")).ShouldBe((401, Invalid), forgery);
        }
    }

    [Theory]
    [InlineData("user", 403, """{"detail":"Admin only"}""")]
    [InlineData("admin", 200, """{"message":"yes"}""")]
    public async Task AdminOnly_ByRole_AnswersOrRefuses(string role, int status, string body)
        => (await GetAsync("/probe/admin", Token(DateTimeOffset.UtcNow, role))).ShouldBe((status, body));

    [Fact]
    public async Task AdminOnly_WithARoleNobodyKnows_IsNoToken()
        => (await GetAsync("/probe/admin", Token(DateTimeOffset.UtcNow, "root"))).ShouldBe((401, Invalid));

    [Theory]
    [InlineData("?token={0}", "")]
    [InlineData("?page=a%20b&token={0}&x=%2F", "?page=a%20b&x=%2F")]
    [InlineData("?Token={0}&page", "?page")]
    [InlineData("?%74oken={0}", "")]
    public async Task QueryToken_OnATradingEndpoint_IsMovedIntoTheHeader(string query, string left)
    {
        var token = Token(DateTimeOffset.UtcNow);
        query = string.Format(null, query, token);

        (await GetAsync("/raw" + query)).ShouldBe((200, "/raw" + left));
        var (status, body) = await GetAsync("/probe/me" + query);

        status.ShouldBe(200);
        body.ShouldContain("\"user\":42");
        body.ShouldContain($"\"header\":{token.Length + 7}");
        body.ShouldNotContain(token);
    }

    [Fact]
    public async Task QueryToken_OnAnOpenEndpoint_IsCutAsWell()
        => (await GetAsync($"/probe/open?token={Token(DateTimeOffset.UtcNow)}")).ShouldBe((200, """{"query":""}"""));

    [Fact]
    public async Task QueryToken_BesideAHeader_DoesNotCount()
    {
        var good = Token(DateTimeOffset.UtcNow);
        (await GetAsync("/probe/me?token=nonsense", good)).Status.ShouldBe(200);
        (await GetAsync($"/probe/me?token={good}", "nonsense")).ShouldBe((401, Invalid));
    }

    [Theory]
    [InlineData("?token={0}&token={0}")]
    [InlineData("?token={0}%0D%0AX-Internal-User:1")]
    [InlineData("?token=")]
    [InlineData("?token=%00")]
    public async Task QueryToken_ThatIsNotOneToken_IsInvalid(string query)
        => (await GetAsync("/probe/me" + string.Format(null, query, Token(DateTimeOffset.UtcNow)))).ShouldBe((401, Invalid));

    [Fact]
    public async Task QueryToken_OnAnyOtherEndpoint_IsNoToken()
    {
        var token = Token(DateTimeOffset.UtcNow);
        (await GetAsync($"/elsewhere?token={token}")).Status.ShouldBe(401);
        (await GetAsync($"/elsewhere?token={token}", token)).ShouldBe((200, $"?token={token}"));
    }

    [Fact]
    public async Task QueryToken_Used_IsInNoLogAndNoCache()
    {
        var token = Token(DateTimeOffset.UtcNow);
        using var response = await _process.Public.GetAsync($"/probe/me?token={token}");

        response.Headers.CacheControl!.ToString().ShouldBe("no-store, private");
        _process.Logs.Lines.ShouldContain(l => l.Message.Contains("probe/me"));
        _process.Logs.Lines.Where(l => l.Category.StartsWith("Monolith", StringComparison.Ordinal)).ShouldAllBe(l => !l.Message.Contains(token) && !l.Scope.Values.Contains(token));
    }

    [Theory]
    [InlineData("""{"amount":0}""", """{"detail":[{"type":"greater_than","loc":["body","amount"],"msg":"Input should be greater than 0","input":0}]}""")]
    [InlineData("""{}""", """{"detail":[{"type":"missing","loc":["body","amount"],"msg":"Field required","input":null}]}""")]
    [InlineData("""{"amount":1,"reference_id":"longer","otp":"12"}""", """{"detail":[{"type":"string_too_long","loc":["body","reference_id"],"msg":"String should have at most 5 characters","input":"longer"},{"type":"string_too_short","loc":["body","otp"],"msg":"String should have at least 6 characters","input":null}]}""")]
    [InlineData("""{"amount":1,"reference_id":"again"}""", """{"detail":[{"type":"reference_used","loc":["body","reference_id"],"msg":"It was used.","input":"again"}]}""")]
    [InlineData("""{"amount":"x"}""", """{"detail":[{"type":"float_parsing","loc":["body","amount"],"msg":"Input should be a valid number, unable to parse string as a number","input":null}]}""")]
    [InlineData("""{"amount":1,"reference_id":5}""", """{"detail":[{"type":"string_type","loc":["body","reference_id"],"msg":"Input should be a valid string","input":null}]}""")]
    [InlineData("""{"amount":1,"reference_id":"\ud800"}""", """{"detail":[{"type":"string_type","loc":["body","reference_id"],"msg":"Input should be a valid string","input":null}]}""")]
    [InlineData("null", """{"detail":[{"type":"json_invalid","loc":["body"],"msg":"JSON decode error","input":{}}]}""")]
    [InlineData("""{"amount":""", """{"detail":[{"type":"json_invalid","loc":["body"],"msg":"JSON decode error","input":{}}]}""")]
    [InlineData("", """{"detail":[{"type":"json_invalid","loc":["body"],"msg":"JSON decode error","input":{}}]}""")]
    public async Task Body_ThatDoesNotFit_IsToldInTheContractsWords(string json, string expected)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _process.Public.PostAsync("/probe/body", content);

        ((int)response.StatusCode).ShouldBe(422);
        (await response.Content.ReadAsStringAsync()).ShouldBe(expected);
    }

    [Fact]
    public async Task Body_WithANumberAsText_IsRead()
    {
        using var content = new StringContent("""{"amount":"1.50"}""", Encoding.UTF8, "application/json");
        using var response = await _process.Public.PostAsync("/probe/body", content);

        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"message":"fine"}""");
    }

    private async Task<(int Status, string Body)> GetAsync(string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var response = await _process.Public.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private IEnumerable<(string Forgery, string Token)> Forgeries()
    {
        var now = DateTimeOffset.UtcNow;
        var good = Token(now, UserRole.Admin);
        var payload = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(good.Split('.')[1]));
        using var foreign = SigningKey.Generate();
        var secret = Encoding.UTF8.GetBytes(_key.Public.Id);
        string WithKid(string kid) => TokenForge.Signed(_key, $$"""{"alg":"ES256","typ":"at+jwt","kid":"{{kid}}"}""", payload);
        return
        [
            ("algorithm none", $"{TokenForge.Base64($$"""{"alg":"none","typ":"at+jwt","kid":"{{_key.Public.Id}}"}""")}.{good.Split('.')[1]}."),
            ("HMAC with what is public", TokenForge.Authenticated(secret, $$"""{"alg":"HS256","typ":"at+jwt","kid":"{{_key.Public.Id}}"}""", payload)),
            ("HMAC under the right algorithm", TokenForge.Authenticated(secret, TokenForge.Header(_key), payload)),
            ("another key under its own id", TokenForge.Signed(foreign, TokenForge.Header(foreign), payload)),
            ("another key under the right id", TokenForge.Signed(foreign, TokenForge.Header(_key), payload)),
            ("a key in the header", TokenForge.Signed(foreign, $$"""{"alg":"ES256","typ":"at+jwt","kid":"{{_key.Public.Id}}","jwk":{"kty":"EC"} }""", payload)),
            ("a path for a key id", WithKid("../../../../dev/null")),
            ("SQL for a key id", WithKid("' OR '1'='1")),
            ("an address for a key id", WithKid("https://attacker.example/jwks.json")),
            ("another type", TokenForge.Signed(_key, TokenForge.Header(_key, "JWT"), payload)),
            ("another audience", TokenForge.Signed(_key, TokenForge.Header(_key), payload.Replace("\"aud\":\"monolith\"", "\"aud\":\"other\"", StringComparison.Ordinal))),
            ("another issuer", TokenForge.Signed(_key, TokenForge.Header(_key), payload.Replace("\"iss\":\"monolith\"", "\"iss\":\"other\"", StringComparison.Ordinal))),
            ("two roles", TokenForge.Signed(_key, TokenForge.Header(_key), payload.Replace("\"role\":\"admin\"", "\"role\":\"user\",\"role\":\"admin\"", StringComparison.Ordinal))),
            ("a list of roles", TokenForge.Signed(_key, TokenForge.Header(_key), payload.Replace("\"role\":\"admin\"", "\"role\":[\"admin\"]", StringComparison.Ordinal))),
            ("a role that is null", TokenForge.Signed(_key, TokenForge.Header(_key), payload.Replace("\"role\":\"admin\"", "\"role\":null", StringComparison.Ordinal))),
            ("not valid yet", Token(now.AddHours(1), UserRole.Admin)),
            ("two tokens", $"{good} {good}"),
        ];
    }

    private string Token(DateTimeOffset now, string role = UserRole.User)
        => Jws.Sign(_key, AccessToken.Type, new AccessToken("monolith", "monolith", 42, Guid.NewGuid(), Guid.NewGuid(), now, now, now.AddHours(1), role).ToPayload());
}
