using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Services;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Security;

public sealed class UsedTokensTests
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(70);
    private readonly ProcessInstance _self = new();
    private readonly ManualTime _time = new();
    private readonly UsedTokens _used;

    public UsedTokensTests() => _used = Of(_self);

    [Fact]
    public void Use_SecondTime_IsAReplay()
    {
        var token = Token();

        _used.Use(token).ShouldBe(TokenUse.First);
        _used.Use(token).ShouldBe(TokenUse.Replayed);
        _used.Use(Token()).ShouldBe(TokenUse.First);
    }

    [Fact]
    public void Use_SameIdOfAnotherService_IsAnotherToken()
    {
        var token = Token();
        _used.Use(token);

        _used.Use(token with { Service = "movies" }).ShouldBe(TokenUse.First);
    }

    [Fact]
    public void Use_ByASecondProcessOfTheService_IsForAnother()
    {
        var token = Token();
        _used.Use(token).ShouldBe(TokenUse.First);

        Of(new ProcessInstance()).Use(token).ShouldBe(TokenUse.OtherInstance);
    }

    [Fact]
    public void Use_NamesNoProcess_IsUnbound() => _used.Use(Token() with { Instance = null }).ShouldBe(TokenUse.Unbound);

    [Fact]
    public void Use_WhileItIsGood_IsAReplayAtEveryMoment()
    {
        for (var first = TimeSpan.Zero; first < LongestLife; first += TimeSpan.FromSeconds(7))
        {
            var used = Of(_self);
            _time.Advance(first);
            var token = Token();
            used.Use(token);
            for (var later = TimeSpan.Zero; later < LongestLife; later += TimeSpan.FromSeconds(5))
            {
                used.Use(token).ShouldBe(TokenUse.Replayed, $"first used after {first}, again {later} later");
                _time.Advance(TimeSpan.FromSeconds(5));
            }
        }
    }

    [Fact]
    public void Use_MoreThanCanBeRemembered_IsRefusedUntilOthersExpire()
    {
        for (var i = 0; i < UsedTokens.Capacity; i++)
        {
            _used.Use(Token()).ShouldBe(TokenUse.First);
        }

        var late = Token();
        _used.Use(late).ShouldBe(TokenUse.Full);
        _time.Advance(LongestLife);
        _used.Use(late).ShouldBe(TokenUse.First);
    }

    private UsedTokens Of(ProcessInstance process) => new(process, new TokenSecuritySettings(), _time);

    private ServiceIdentity Token() => new("favorites", "wallet.FreezeAccount") { TokenId = Guid.NewGuid(), Instance = _self.Id };
}
