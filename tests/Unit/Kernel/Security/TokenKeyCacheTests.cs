using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Jose;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Security;

public sealed class TokenKeyCacheTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly SigningKey _first = SigningKey.Generate();
    private readonly SigningKey _second = SigningKey.Generate();
    private readonly TokenKeyCache _cache;
    private IReadOnlyCollection<VerificationKey> _published;
    private bool _isDown;
    private int _loads;

    public TokenKeyCacheTests()
    {
        _published = [_first.Public];
        _cache = new(_ => { Interlocked.Increment(ref _loads); return _isDown ? throw new HttpRequestException("planted") : Task.FromResult(_published); }, _time, NullLogger.Instance);
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public async Task Find_KnownKey_LoadsOnce()
    {
        for (var i = 0; i < 3; i++)
        {
            (await FindAsync(_first)).Key.ShouldBe(_first.Public);
        }

        _loads.ShouldBe(1);
    }

    [Fact]
    public async Task Find_UnknownKey_LoadsAgainAtMostEveryTwoSeconds()
    {
        await FindAsync(_first);
        _published = [_first.Public, _second.Public];
        (await FindAsync(_second)).ShouldBe(new TokenKeyLookup(null, IsConclusive: true));
        _loads.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(2));
        (await FindAsync(_second)).Key.ShouldBe(_second.Public);
        _loads.ShouldBe(2);
    }

    [Fact]
    public async Task Find_SourceIsDown_KeepsTheKnownAndDoesNotJudgeTheUnknown()
    {
        await FindAsync(_first);
        _isDown = true;
        _time.Advance(TimeSpan.FromSeconds(2));
        (await FindAsync(_second)).ShouldBe(new TokenKeyLookup(null, IsConclusive: false));
        (await FindAsync(_first)).Key.ShouldBe(_first.Public);
        (await _cache.RefreshAsync()).ShouldBeFalse();
        (await FindAsync(_first)).Key.ShouldBe(_first.Public);
    }

    [Fact]
    public async Task Refresh_KeyWithdrawn_ForgetsIt()
    {
        await FindAsync(_first);
        _published = [_second.Public];
        (await _cache.RefreshAsync()).ShouldBeTrue();
        (await FindAsync(_first)).Key.ShouldBeNull();
    }

    [Fact]
    public async Task Find_ManyAtOnceForUnknownKeys_LoadOnce()
    {
        var released = new TaskCompletionSource();
        var loads = 0;
        var cache = new TokenKeyCache(
            async _ => { Interlocked.Increment(ref loads); await released.Task; return [_first.Public]; }, _time, NullLogger.Instance);
        var waiting = Enumerable.Range(0, 50).Select(_ => cache.FindAsync(_first.Public.Id, default).AsTask()).ToList();
        released.SetResult();
        (await Task.WhenAll(waiting)).ShouldAllBe(lookup => lookup.Key == _first.Public);
        loads.ShouldBe(1);
    }

    private ValueTask<TokenKeyLookup> FindAsync(SigningKey key) => _cache.FindAsync(key.Public.Id, default);
}
