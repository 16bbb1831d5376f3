using Monolith.Strangler.Cli.Output;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Cli.Output;

public sealed class DifferenceTests
{
    [Theory]
    [InlineData(0, 10, 0, 10, "about the same")]
    [InlineData(0, 10, 0, 11.5, "about the same")]
    [InlineData(0, 10, 0, 13, "1.3x slower (p95)")]
    [InlineData(0, 10, 0, 5, "2x faster (p95)")]
    [InlineData(0, 10, 2, 5, "2 % more errors")]
    [InlineData(3, 10, 0, 11, "3 % fewer errors")]
    [InlineData(3, 10, 0, 20, "2x slower (p95)")]
    public void Difference_OfSides_NamesTheWorst(int monolithErrors, double monolithP95, int serviceErrors, double serviceP95, string words)
        => Difference.Of(new(100, monolithErrors, 1, monolithP95, 30), new(100, serviceErrors, 1, serviceP95, 30)).Text.ShouldBe(words);

    [Fact]
    public void Difference_FewRequests_IsNoneYet()
        => Difference.Of(new(100, 0, 1, 10, 30), new(19, 19, 1, 10, 30)).Text.ShouldBe("too few to compare");
}
