using Monolith.Kernel.Security.Bearer;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Security;

public sealed class VerifiedTokensTests
{
    private static readonly AccessToken Token = new("i", "a", 1, Guid.Empty, Guid.Empty, default, default, default);

    [Fact]
    public void Add_MoreThanTheCapacity_KeepsTheNewestAndNoMoreThanTheCapacity()
    {
        var tokens = new VerifiedTokens(100);
        for (var i = 0; i < 1000; i++)
        {
            tokens.Add(TokenFingerprint.Of($"{i}"), Token);
        }

        Enumerable.Range(0, 1000).Count(i => tokens.Find(TokenFingerprint.Of($"{i}")) is not null).ShouldBeInRange(50, 100);
    }

    [Fact]
    public void Find_TokenInUse_SurvivesManyOthers()
    {
        var tokens = new VerifiedTokens(100);
        tokens.Add(TokenFingerprint.Of("mine"), Token);
        for (var i = 0; i < 1000; i++)
        {
            tokens.Add(TokenFingerprint.Of($"{i}"), Token);
            tokens.Find(TokenFingerprint.Of("mine")).ShouldNotBeNull();
        }
    }

    [Fact]
    public void Find_CapacityZero_RemembersNothing()
    {
        var tokens = new VerifiedTokens(0);
        tokens.Add(TokenFingerprint.Of("mine"), Token);
        tokens.Find(TokenFingerprint.Of("mine")).ShouldBeNull();
    }
}
