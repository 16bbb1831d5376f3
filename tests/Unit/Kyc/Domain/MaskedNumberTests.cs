using Monolith.Kyc.Domain;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kyc.Domain;

public sealed class MaskedNumberTests
{
    [Theory]
    [InlineData("ABCDE1234F", "*******34F")]
    [InlineData("123456789012", "********9012")]
    [InlineData("123456", "****56")]
    [InlineData("12", "**")]
    [InlineData("", "")]
    public void Of_Number_ShowsItsEndOnly(string number, string masked) => MaskedNumber.Of(number).ShouldBe(masked);
}
