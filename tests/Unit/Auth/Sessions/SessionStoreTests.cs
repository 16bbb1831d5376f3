using Monolith.Auth.Contracts;
using Monolith.Auth.Sessions;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Kernel.Security.Revocation;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Sessions;

public sealed class SessionStoreTests(AuthFixture fixture) : IClassFixture<AuthFixture>, IAsyncLifetime
{
    private readonly SessionStore _store = fixture.Host.Get<SessionStore>();

    public async Task InitializeAsync() => await fixture.Database.QueryAsync<object>(
        """
        TRUNCATE auth.users CASCADE;
        INSERT INTO auth.users (id, name, email, normalized_email, password_hash, created_at) OVERRIDING SYSTEM VALUE VALUES (1, 'n', 'e', 'e', 'h', now());
        """);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task List_AfterLogout_HasTheSessionAndItsExpiry()
    {
        var (active, ended) = (await StartAsync(), await StartAsync());
        await _store.RevokeAsync(ended, default);
        var list = await _store.ListAsync(since: null, default);
        list.Sessions.ShouldHaveSingleItem().SessionId.ShouldBe(ended);
        list.Sessions.Single().ExpiresAt.ShouldBeInRange(DateTimeOffset.UtcNow.AddMinutes(59), DateTimeOffset.UtcNow.AddMinutes(61));
        (await _store.IsRevokedAsync(ended, default)).ShouldBeTrue();
        (await _store.IsRevokedAsync(active, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task List_SinceALaterMoment_IsEmpty()
    {
        await _store.RevokeAsync(await StartAsync(), default);
        var list = await _store.ListAsync(since: null, default);
        (await _store.ListAsync(list.AsOf, default)).Sessions.ShouldBeEmpty();
        (await _store.ListAsync(list.AsOf.AddMinutes(-1), default)).Sessions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task List_LogoutWhoseTransactionCommitsLate_ComesWithTheOverlap()
    {
        var session = await StartAsync();
        await using var connection = new NpgsqlConnection(fixture.Database.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var revoke = new NpgsqlCommand($"UPDATE auth.sessions SET revoked_at = clock_timestamp() WHERE id = '{session}'", connection);
        await revoke.ExecuteNonQueryAsync();

        var before = await _store.ListAsync(since: null, default);
        before.Sessions.ShouldBeEmpty();
        await transaction.CommitAsync();
        (await _store.ListAsync(before.AsOf, default)).Sessions.ShouldBeEmpty("this is why the overlap is needed");
        (await _store.ListAsync(before.AsOf - RevocationCache.Overlap, default)).Sessions.ShouldHaveSingleItem().SessionId.ShouldBe(session);
    }

    [Fact]
    public async Task List_SessionWhoseTokensHaveExpired_IsLeftOut()
    {
        await _store.RevokeAsync(await StartAsync("-5 minutes"), default);
        (await _store.ListAsync(since: null, default)).Sessions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Revoke_Twice_KeepsTheFirstMoment()
    {
        var session = await StartAsync();
        await _store.RevokeAsync(session, default);
        var afterTheFirst = (await _store.ListAsync(since: null, default)).AsOf;

        await _store.RevokeAsync(session, default);

        (await _store.ListAsync(afterTheFirst, default)).Sessions.ShouldBeEmpty();
        (await _store.IsRevokedAsync(session, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task IsRevoked_NoSuchSession_IsTrue() => (await _store.IsRevokedAsync(Guid.NewGuid(), default)).ShouldBeTrue();

    [Fact]
    public async Task Queries_OfOtherProcesses_AnswerTheSame()
    {
        var session = await StartAsync();
        await _store.RevokeAsync(session, default);
        await using var scope = fixture.Host.App.Services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        (await mediator.Send(new ListRevokedSessions(null))).Value!.Sessions.ShouldHaveSingleItem().SessionId.ShouldBe(session);
        (await mediator.Send(new IsSessionRevoked(session))).Value.ShouldBeTrue();
        (await mediator.Send(new FindUserByEmail("E"))).Value.ShouldBe(new UserSummary(1, "n"));
        (await mediator.Send(new FindUserByEmail("nobody"))).Error!.Code.ShouldBe(UserErrors.NotFound);
    }

    [Fact]
    public async Task List_DatabaseGone_IsTheExceptionThatTheCacheExpects()
    {
        await using var nowhere = new ModuleConnections("auth", "Host=/nonexistent;Username=nobody;Timeout=1", own: null, gate: null);
        await Should.ThrowAsync<RevocationSourceException>(() => new SessionStore(nowhere).ListAsync(null, default));
        await Should.ThrowAsync<RevocationSourceException>(() => new SessionStore(nowhere).IsRevokedAsync(Guid.NewGuid(), default));
    }

    private async Task<Guid> StartAsync(string expiresIn = "1 hour") => await fixture.Database.QueryAsync<Guid>(
        $"INSERT INTO auth.sessions (id, user_id, created_at, expires_at) VALUES (gen_random_uuid(), 1, now(), now() + interval '{expiresIn}') RETURNING id");
}
