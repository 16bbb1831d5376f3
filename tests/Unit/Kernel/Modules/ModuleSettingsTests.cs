using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Modules;

public sealed class ModuleSettingsTests
{
    [Theory]
    [InlineData("Url", "ftp://host:21")]
    [InlineData("Url", "wallet:8085/x")]
    [InlineData("Url", "dns://wallet")]
    [InlineData("Url", "dns://wallet:8085/path")]
    [InlineData("Timeout", "00:10:00")]
    [InlineData("ResolveEvery", "00:00:00")]
    [InlineData("MaxConcurrentCalls", "0")]
    [InlineData("MaxQueuedCalls", "-1")]
    [InlineData("BreakFor", "00:00:00.100")]
    [InlineData("MaxConcurentCalls", "5")]
    public void Read_WrongValue_IsAnErrorThatNamesTheKey(string key, string value)
        => Read(key, value).ShouldHaveSingleItem().ShouldContain($"Modules:Wallet:{key}");

    [Theory]
    [InlineData("Url", "http://wallet:8085")]
    [InlineData("Url", "https://wallet")]
    [InlineData("Url", "dns://wallet:8085")]
    [InlineData("MaxQueuedCalls", "0")]
    public void Read_RightValue_IsNone(string key, string value) => Read(key, value).ShouldBeEmpty();

    private static IReadOnlyList<string> Read(string key, string value)
    {
        var errors = new StartupErrors();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"Modules:Wallet:{key}", value)]).Build();
        new ServiceCollection().AddSettings<ModuleSettings>(configuration, errors, "Modules:Wallet");
        return errors.All;
    }
}
