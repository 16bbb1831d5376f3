using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Auth;
using Monolith.Auth.Keys;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Startup;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Keys;

public sealed class SigningKeyTests(AuthFixture fixture) : IClassFixture<AuthFixture>, IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly AuthSettings _settings = new();

    public async Task InitializeAsync()
    {
        // Its background work has another clock.
        await fixture.Host.App.StopAsync();
        await fixture.Database.QueryAsync<object>("TRUNCATE auth.signing_keys");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Maintain_TenHostsStartingAtOnce_AddOneKey()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Store().MaintainAsync(default)));
        (await Store().ReadAsync(default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Maintain_TenHostsRotatingAtOnce_AddOneKey()
    {
        await Store().MaintainAsync(default);
        _time.Advance(_settings.SigningKeys.RotateEvery);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Store().MaintainAsync(default)));
        (await Store().ReadAsync(default)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Rotation_FromBeginToEnd_OverlapsOnBothSides()
    {
        using var ring = Ring();
        var first = (await ring.CurrentAsync(default)).Public.Id;

        // Due, and published ahead: known to all, used by none.
        _time.Advance(_settings.SigningKeys.RotateEvery - _settings.SigningKeys.PublishAhead);
        await RoundAsync(ring);
        var published = (await ring.PublishedAsync(default)).Select(k => k.Id).ToList();
        published.Count.ShouldBe(2);
        (await ring.CurrentAsync(default)).Public.Id.ShouldBe(first);

        // Its time has come: the old one stays for the tokens it signed.
        _time.Advance(_settings.SigningKeys.PublishAhead);
        await RoundAsync(ring);
        var second = (await ring.CurrentAsync(default)).Public.Id;
        second.ShouldBe(published.Single(id => id != first));
        (await ring.FindAsync(first, default)).Key.ShouldNotBeNull();

        _time.Advance(_settings.AccessTokenLifetime);
        await RoundAsync(ring);
        (await ring.FindAsync(first, default)).Key.ShouldNotBeNull("tokens signed in its last moment are valid for the clock skew yet");

        _time.Advance(TimeSpan.FromMinutes(5));
        await RoundAsync(ring);
        (await ring.FindAsync(first, default)).ShouldBe(new TokenKeyLookup(null, IsConclusive: true));
        (await ring.PublishedAsync(default)).Select(k => k.Id).ShouldBe([second]);
    }

    [Fact]
    public async Task Rotate_ByAnOperatorTwice_PreparesOneKey()
    {
        await Store().MaintainAsync(default);
        var first = await Store().RotateAsync(default);
        first.ActivatesAt.ShouldBe(_time.GetUtcNow() + _settings.SigningKeys.PublishAhead);
        (await Store().RotateAsync(default)).Id.ShouldBe(first.Id);
        (await Store().ReadAsync(default)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Current_EncryptedWithAnotherKey_IsNotUsedAndSaysWhichSettingIsWrong()
    {
        await Store().MaintainAsync(default);
        using var ring = Ring(new AuthSettings { KeyEncryptionKey = new string('x', 32) });
        (await Should.ThrowAsync<InvalidOperationException>(async () => await ring.CurrentAsync(default))).Message.ShouldContain("Auth:KeyEncryptionKey");
        (await ring.PublishedAsync(default)).Count.ShouldBe(1, "tokens of other hosts can be checked all the same");
    }

    [Fact]
    public async Task Store_PrivateKey_IsEncryptedAndBoundToItsId()
    {
        await Store().MaintainAsync(default);
        var key = (await Store().ReadAsync(default)).Single();
        var secret = Secrets(_settings).SigningKeyEncryption;
        KeyEncryption.Decrypt(secret, key.Id, key.EncryptedPrivateKey).Length.ShouldBeGreaterThan(100);
        Should.Throw<CryptographicException>(() => KeyEncryption.Decrypt(secret, "other", key.EncryptedPrivateKey));
        key.EncryptedPrivateKey[^1] ^= 1;
        Should.Throw<CryptographicException>(() => KeyEncryption.Decrypt(secret, key.Id, key.EncryptedPrivateKey));
    }

    [Fact]
    public async Task Find_KeyAddedByAnotherHost_IsFound()
    {
        using var ring = Ring();
        await ring.CurrentAsync(default);
        var added = await Store().RotateAsync(default);
        _time.Advance(TimeSpan.FromSeconds(2));
        (await ring.FindAsync(added.Id, default)).Key.ShouldNotBeNull();
    }

    [Fact]
    public async Task Jwks_Get_ListsPublicKeysOnlyAndMayBeCachedAMinute()
    {
        await using var host = await AuthHost.StartAsync(await TemporaryPostgres.CreateDatabaseAsync());
        using var response = await host.Client.GetAsync(new Uri("/.well-known/jwks.json", UriKind.Relative));
        response.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromMinutes(1));
        var key = (await response.Content.ReadFromJsonAsync<JsonNode>())!["keys"]!.AsArray().Single()!.AsObject();
        key.Select(p => p.Key).ShouldBe(["kty", "crv", "x", "y", "kid", "alg", "use"]);
        var (status, next) = await host.PostAsync("/admin/auth/keys/rotate", body: null);
        status.ShouldBe(200);
        var keys = (await host.Client.GetFromJsonAsync<JsonNode>("/.well-known/jwks.json"))!["keys"]!.AsArray();
        keys.Select(k => (string)k!["kid"]!).ShouldBe([(string)key["kid"]!, (string)next!["kid"]!]);
    }

    private SigningKeyStore Store(AuthSettings? settings = null) => new(
        fixture.Host.Get<IServiceScopeFactory>(), settings ?? _settings, Secrets(settings ?? _settings), _time, NullLogger<SigningKeyStore>.Instance);

    private SigningKeyRing Ring(AuthSettings? settings = null)
        => new(Store(settings), Secrets(settings ?? _settings), _time, NullLogger<SigningKeyRing>.Instance);

    private AuthSecrets Secrets(AuthSettings settings) => new(settings, fixture.Host.Get<DataDirectory>());

    private async Task RoundAsync(SigningKeyRing ring)
    {
        await Store().MaintainAsync(default);
        (await ring.RefreshAsync()).ShouldBeTrue();
    }
}
