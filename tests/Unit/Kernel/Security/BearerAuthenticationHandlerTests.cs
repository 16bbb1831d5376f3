using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Jose;
using Monolith.Kernel.Security.Revocation;
using Monolith.Kernel.Startup;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Security;

public sealed class BearerAuthenticationHandlerTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("bearer");
    private readonly SigningKey _key = SigningKey.Generate();
    private readonly KnownKeys _keys = new();
    private readonly KnownSessions _sessions = new();
    private readonly ServiceProvider _services;
    private readonly Guid _session = Guid.NewGuid();

    public BearerAuthenticationHandlerTests()
    {
        _keys.Add(_key.Public);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("DataDir", _data.FullName)]).Build();
        var errors = new StartupErrors();
        _services = new ServiceCollection()
            .AddLogging()
            .AddTokenSecurity(configuration, errors, new DataDirectory(configuration), "monolith")
            .AddSingleton<ITokenKeys>(_keys)
            .AddSingleton<ISessionRevocations>(_sessions)
            .AddProblemDetails()
            .BuildServiceProvider();
        errors.ThrowIfAny();
    }

    public void Dispose()
    {
        _services.Dispose();
        _key.Dispose();
        _data.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    public async Task Authenticate_GoodToken_TellsUserAndSession(string scheme)
    {
        var result = await Context(scheme + Token()).AuthenticateAsync();
        result.Succeeded.ShouldBeTrue();
        result.Principal!.GetUserId().ShouldBe(42);
        result.Principal!.GetSessionId().ShouldBe(_session);
        result.Principal!.Identity!.IsAuthenticated.ShouldBeTrue();
    }

    [Fact]
    public async Task Authenticate_NotExactlyOneBearerToken_IsNobody()
    {
        foreach (var headers in (string[][])[[], [""], ["Bearer"], [Token()], ["Basic " + Token()], ["Bearer " + Token(), "Bearer " + Token()]])
        {
            (await Context(headers).AuthenticateAsync()).Succeeded.ShouldBeFalse(string.Join(',', headers));
        }
    }

    [Theory]
    [InlineData(null, "Bearer")]
    [InlineData("Bearer nonsense", "Bearer error=\"invalid_token\"")]
    [InlineData("Bearer  ", "Bearer error=\"invalid_token\"")]
    public async Task Challenge_MissingOrBadToken_IsTheFrontends401(string? header, string challenge)
    {
        var (context, body) = await ChallengedAsync(header, new MoviesFrontendAttribute());
        context.Response.StatusCode.ShouldBe(401);
        context.Response.Headers.WWWAuthenticate.ToString().ShouldBe(challenge);
        body.ToJsonString().ShouldBe("""{"message":"Unauthenticated."}""");
    }

    [Fact]
    public async Task Challenge_EndpointWithoutFrontend_IsProblemDetails()
    {
        var (context, body) = await ChallengedAsync(header: null, frontend: null);
        context.Response.StatusCode.ShouldBe(401);
        context.Response.ContentType.ShouldBe("application/problem+json");
        ((int)body["status"]!).ShouldBe(401);
    }

    [Fact]
    public async Task Challenge_LoggedOut_Is401()
    {
        _sessions.State = SessionState.Revoked;
        (await ChallengedAsync("Bearer " + Token(), new MoviesFrontendAttribute())).Context.Response.StatusCode.ShouldBe(401);
    }

    [Fact]
    public async Task Challenge_RevocationCannotBeFoundOut_Is503AndNo401()
    {
        _sessions.State = SessionState.Unknown;
        var (context, body) = await ChallengedAsync("Bearer " + Token(), new MoviesFrontendAttribute());
        context.Response.StatusCode.ShouldBe(503);
        context.Response.Headers.RetryAfter.ToString().ShouldBe("1");
        context.Response.Headers.WWWAuthenticate.Count.ShouldBe(0);
        body.ToJsonString().ShouldBe("""{"message":"Server Error"}""");
    }

    [Fact]
    public void AddTokenSecurity_FirstStart_MakesAPrivateKeyThatOnlyTheOwnerReadsAndPublishesTheOther()
    {
        var folder = Path.Combine(_data.FullName, "identity");
        File.GetUnixFileMode(Path.Combine(folder, "monolith.key.pem")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.ReadAllText(Path.Combine(folder, "trusted", "monolith.pub.pem")).ShouldStartWith("-----BEGIN PUBLIC KEY-----");
        var tokens = _services.GetRequiredService<IServiceTokens>();
        tokens.Verify(tokens.Issue("monolith", "a.B")).ShouldSatisfyAllConditions(who => who!.Service.ShouldBe("monolith"), who => who!.Permission.ShouldBe("a.B"));
    }

    [Fact]
    public void AddTokenSecurity_WrongSettings_ReportsAllOfThem()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("DataDir", _data.FullName), new("Security:ClockSkew", "00:01:00"), new("Security:RevocationFreshFor", "00:00:01"),
            new("ServiceIdentity:PrivateKeyFile", Path.Combine(_data.FullName, "missing.pem")),
        ]).Build();
        var errors = new StartupErrors();
        new ServiceCollection().AddTokenSecurity(configuration, errors, new DataDirectory(configuration), "monolith");
        errors.All.Count.ShouldBe(3);
        errors.All.ShouldContain(e => e.Contains("Security:ClockSkew"));
        errors.All.ShouldContain(e => e.Contains("Security:RevocationFreshFor"));
        errors.All.ShouldContain(e => e.Contains("missing.pem"));
    }

    private async Task<(HttpContext Context, JsonNode Body)> ChallengedAsync(string? header, IFrontendErrors? frontend)
    {
        var context = Context(header is null ? [] : [header]);
        context.SetEndpoint(new Endpoint(null, frontend is null ? EndpointMetadataCollection.Empty : new(frontend), "test"));
        context.Response.Body = new MemoryStream();
        await context.ChallengeAsync();
        context.Response.Body.Position = 0;
        return (context, JsonNode.Parse(context.Response.Body)!);
    }

    private DefaultHttpContext Context(params string[] authorization)
    {
        var context = new DefaultHttpContext { RequestServices = _services.CreateScope().ServiceProvider };
        context.Request.Headers.Authorization = authorization;
        return context;
    }

    private string Token()
    {
        var now = DateTimeOffset.UtcNow;
        return Jws.Sign(_key, AccessToken.Type, new AccessToken("monolith", "monolith", 42, _session, Guid.NewGuid(), now, now, now.AddHours(1)).ToPayload());
    }
}
