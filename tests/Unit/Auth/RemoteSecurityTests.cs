using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Auth.Contracts;
using Monolith.Extracted.ServiceHost.Security;
using Monolith.Kernel.Results;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Jose;
using Monolith.Kernel.Security.Revocation;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth;

/// <summary>What an extracted service sees of a real Auth module.</summary>
public sealed class RemoteSecurityTests(AuthFixture fixture) : IClassFixture<AuthFixture>
{
    [Fact]
    public async Task Keys_OfARunningHost_CheckItsTokens()
    {
        await fixture.Host.RegisterAsync("remote@example.com");
        var jws = Jws.Parse(await fixture.Host.TokenAsync("remote@example.com"), AccessToken.Type)!;
        using var keys = new RemoteTokenKeys(fixture.Host.Client.BaseAddress!, TimeProvider.System, NullLogger<RemoteTokenKeys>.Instance);
        keys.IsLoaded.ShouldBeFalse();
        var lookup = await keys.FindAsync(jws.KeyId, default);
        keys.IsLoaded.ShouldBeTrue();
        AccessToken.Read(jws.Verify(lookup.Key!).ShouldNotBeNull()).ShouldNotBeNull();
        (await keys.FindAsync("unknown", default)).ShouldBe(new TokenKeyLookup(null, IsConclusive: true));
    }

    [Fact]
    public async Task Keys_OfAHostThatIsDown_AreNotJudged()
    {
        using var keys = new RemoteTokenKeys(new Uri($"http://127.0.0.1:{Ports.Free()}"), TimeProvider.System, NullLogger<RemoteTokenKeys>.Instance);
        (await keys.FindAsync("any", default)).ShouldBe(new TokenKeyLookup(null, IsConclusive: false));
    }

    [Fact]
    public async Task Revocations_AskedThroughTheMediator_AreThoseOfTheHost()
    {
        await fixture.Host.RegisterAsync("leaver@example.com");
        var token = await fixture.Host.TokenAsync("leaver@example.com");
        await fixture.Host.PostAsync("/api/auth/logout", body: null, token);
        var session = await fixture.Database.QueryAsync<Guid>("SELECT id FROM auth.sessions WHERE revoked_at IS NOT NULL");

        var source = new RemoteRevocationSource(fixture.Host.Get<IServiceScopeFactory>());
        (await source.ListAsync(null, default)).Sessions.ShouldHaveSingleItem().SessionId.ShouldBe(session);
        (await source.IsRevokedAsync(session, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Revocations_OfAModuleThatIsOff_AreTheExceptionThatTheCacheExpects()
    {
        var services = new ServiceCollection();
        services.AddScoped<IMediator>(_ => new Mediator(type => type == typeof(IRequestHandler<IsSessionRevoked, Result<bool>>)
            ? new Unreachable()
            : Array.CreateInstance(type.GenericTypeArguments[0], 0)));
        await using var provider = services.BuildServiceProvider();
        var source = new RemoteRevocationSource(provider.GetRequiredService<IServiceScopeFactory>());
        (await Should.ThrowAsync<RevocationSourceException>(() => source.IsRevokedAsync(Guid.NewGuid(), default))).Message.ShouldBe("planted");
    }

    private sealed class Unreachable : IRequestHandler<IsSessionRevoked, Result<bool>>
    {
        public Task<Result<bool>> Handle(IsSessionRevoked request, CancellationToken cancellationToken)
            => Task.FromResult<Result<bool>>(new Error("module.unavailable", "planted", ErrorKind.Unavailable));
    }
}
