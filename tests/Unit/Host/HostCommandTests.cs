using Monolith.Host;
using Monolith.Kernel.Startup;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Host;

public sealed class HostCommandTests
{
    [Theory]
    [InlineData(new string[0], false, new string[0])]
    [InlineData(new[] { "migrate" }, true, new string[0])]
    [InlineData(new[] { "migrate", "--DataDir", "/x" }, true, new[] { "--DataDir", "/x" })]
    [InlineData(new[] { "--Urls", "http://localhost:1" }, false, new[] { "--Urls", "http://localhost:1" })]
    [InlineData(new[] { "Urls=http://localhost:1" }, false, new[] { "Urls=http://localhost:1" })]
    public void Parse_KnownArguments_SeparatesCommandAndSettings(string[] args, bool onlyMigrates, string[] settings)
    {
        var command = HostCommand.Parse(args);

        command.OnlyMigrates.ShouldBe(onlyMigrates);
        command.Settings.ShouldBe(settings);
    }

    [Fact]
    public void Parse_UnknownWord_NamesItAndTheKnownOnes()
        => Should.Throw<StartupException>(() => HostCommand.Parse(["migrat"])).Message.ShouldSatisfyAllConditions(m => m.ShouldContain("'migrat'"), m => m.ShouldContain("'migrate'"));
}
