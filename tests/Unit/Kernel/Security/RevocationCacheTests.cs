using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Revocation;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Security;

public sealed class RevocationCacheTests
{
    private readonly ManualTime _time = new();
    private readonly Source _source;
    private readonly RevocationCache _cache;
    private readonly Guid _session = Guid.NewGuid();

    public RevocationCacheTests()
    {
        _source = new(_time);
        _cache = new(_source, new TokenSecuritySettings { RevocationCheckTimeout = TimeSpan.FromMilliseconds(50) }, _time, NullLogger<RevocationCache>.Instance);
    }

    [Fact]
    public async Task Check_FreshAndUnlisted_IsActiveWithoutAskingTheSource()
    {
        await _cache.PollAsync(default);
        (await CheckAsync()).ShouldBe(SessionState.Active);
        _source.Questions.ShouldBe(0);
    }

    [Fact]
    public async Task Check_AfterAPollThatListsIt_IsRevokedWithoutAskingTheSource()
    {
        _source.Revoke(_session);
        await _cache.PollAsync(default);
        (await CheckAsync()).ShouldBe(SessionState.Revoked);
        _source.Questions.ShouldBe(0);
    }

    [Fact]
    public async Task Check_BeforeTheFirstPoll_AsksTheSource()
    {
        _cache.HasPolled.ShouldBeFalse();
        (await CheckAsync()).ShouldBe(SessionState.Active);
        _source.Revoke(_session);
        (await CheckAsync()).ShouldBe(SessionState.Revoked);
        _source.Questions.ShouldBe(2);
    }

    [Fact]
    public async Task Check_Stale_AsksTheSourceForThisSession()
    {
        await _cache.PollAsync(default);
        _source.Revoke(_session);
        _time.Advance(TimeSpan.FromMilliseconds(750));
        (await CheckAsync()).ShouldBe(SessionState.Active);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        (await CheckAsync()).ShouldBe(SessionState.Revoked);
        _source.Questions.ShouldBe(1);
    }

    [Fact]
    public async Task Check_AfterASlowPoll_CountsFreshnessFromWhenThePollBegan()
    {
        _source.OnList = () => _time.Advance(TimeSpan.FromMilliseconds(700));
        await _cache.PollAsync(default);
        _time.Advance(TimeSpan.FromMilliseconds(51));
        _cache.IsFresh.ShouldBeFalse();
    }

    [Fact]
    public async Task Check_StaleAndSourceFails_IsUnknown()
    {
        _source.Fails = true;
        (await CheckAsync()).ShouldBe(SessionState.Unknown);
    }

    [Fact]
    public async Task Check_StaleAndSourceHangs_IsUnknownAfterTheTimeout()
    {
        _source.Hangs = true;
        (await CheckAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(SessionState.Unknown);
    }

    [Theory]
    [InlineData(false, SessionState.Active)]
    [InlineData(true, SessionState.Revoked)]
    public async Task Check_SourceHangsAndAPollEndsMeanwhile_IsWhatThePollSays(bool isRevoked, SessionState expected)
    {
        _source.Hangs = true;
        var check = CheckAsync();
        if (isRevoked)
        {
            _source.Revoke(_session);
        }

        await _cache.PollAsync(default);

        (await check.AsTask().WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(expected);
    }

    [Fact]
    public async Task Check_StaleAndKnownToBeRevoked_IsRevokedThoughTheSourceFails()
    {
        _source.Revoke(_session);
        await _cache.PollAsync(default);
        _source.Fails = true;
        _time.Advance(TimeSpan.FromMinutes(1));
        (await CheckAsync()).ShouldBe(SessionState.Revoked);
    }

    [Fact]
    public async Task Poll_FailingOnce_KeepsWhatIsKnownAndItsAge()
    {
        await _cache.PollAsync(default);
        _time.Advance(TimeSpan.FromMilliseconds(600));
        _source.Fails = true;
        await Should.ThrowAsync<RevocationSourceException>(() => _cache.PollAsync(default));
        _cache.IsFresh.ShouldBeTrue();
        _time.Advance(TimeSpan.FromMilliseconds(151));
        _cache.IsFresh.ShouldBeFalse();
    }

    [Theory]
    [InlineData(29)]
    [InlineData(1)]
    public async Task Poll_LogoutCommittedLongAfterItNotedItsTime_IsFound(int secondsLate)
    {
        await _cache.PollAsync(default);
        var noted = _time.GetUtcNow();
        for (var i = 0; i < secondsLate; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await _cache.PollAsync(default);
        }

        _source.Revoke(_session, noted);
        await _cache.PollAsync(default);
        (await CheckAsync()).ShouldBe(SessionState.Revoked);
    }

    [Fact]
    public async Task Note_OwnLogout_CountsAtOnce()
    {
        await _cache.PollAsync(default);
        _cache.Note(new(_session, _time.GetUtcNow().AddHours(1)));
        (await CheckAsync()).ShouldBe(SessionState.Revoked);
    }

    [Fact]
    public async Task Poll_OnceTokensHaveExpired_ForgetsTheirSessions()
    {
        _source.Revoke(_session);
        await _cache.PollAsync(default);
        _time.Advance(TimeSpan.FromHours(1));
        await _cache.PollAsync(default);
        _cache.Count.ShouldBe(1, "a token may be used until the clock skew is over");
        _time.Advance(TimeSpan.FromSeconds(5));
        await _cache.PollAsync(default);
        _cache.Count.ShouldBe(0);
    }

    private ValueTask<SessionState> CheckAsync() => _cache.CheckAsync(_session, default);

    private sealed class Source(ManualTime time) : IRevocationSource
    {
        private readonly List<(Guid Session, DateTimeOffset RevokedAt, DateTimeOffset ExpiresAt)> _revoked = [];

        public bool Fails { get; set; }

        public bool Hangs { get; set; }

        public int Questions { get; private set; }

        public Action OnList { get; set; } = () => { };

        public void Revoke(Guid session, DateTimeOffset? at = null) => _revoked.Add((session, at ?? time.GetUtcNow(), time.GetUtcNow().AddHours(1)));

        public Task<RevocationList> ListAsync(DateTimeOffset? since, CancellationToken cancellationToken)
        {
            ThrowIfFailing();
            var list = new RevocationList(
                time.GetUtcNow(),
                [.. _revoked.Where(r => r.RevokedAt >= (since ?? DateTimeOffset.MinValue) && r.ExpiresAt > time.GetUtcNow()).Select(r => new RevokedSession(r.Session, r.ExpiresAt))]);
            OnList();
            return Task.FromResult(list);
        }

        public async Task<bool> IsRevokedAsync(Guid sessionId, CancellationToken cancellationToken)
        {
            Questions++;
            ThrowIfFailing();
            if (Hangs)
            {
                await new TaskCompletionSource().Task;
            }

            return _revoked.Any(r => r.Session == sessionId);
        }

        private void ThrowIfFailing()
        {
            if (Fails)
            {
                throw new RevocationSourceException("planted");
            }
        }
    }
}
