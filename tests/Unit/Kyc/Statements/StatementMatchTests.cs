using Monolith.Kyc.Statements;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kyc.Statements;

public sealed class StatementMatchTests
{
    [Theory]
    [InlineData("Ana Silva", true)]
    [InlineData("ana  SILVA ", true)]
    [InlineData("Silva Ana", false)]
    [InlineData("Anna Silva", false)]
    public void Of_Name_IgnoresCaseAndWhiteSpace(string name, bool found)
        => StatementMatch.Of("Statement of ANA\n   SILVA,\t1 May", name, "no number", "no code").ShouldBe(new StatementMatch(found, false, false));

    [Fact]
    public void All_NeedsEachOfTheThree()
    {
        const string text = "ana 123456 hdfc0001";
        StatementMatch.Of(text, "Ana", "123456", "HDFC0001").All.ShouldBeTrue();
        StatementMatch.Of(text, "Ana", "123456", "HDFC0002").All.ShouldBeFalse();
        StatementMatch.Of(text, "Ana", "123457", "HDFC0001").All.ShouldBeFalse();
        StatementMatch.Of(text, "Eva", "123456", "HDFC0001").All.ShouldBeFalse();
    }
}
