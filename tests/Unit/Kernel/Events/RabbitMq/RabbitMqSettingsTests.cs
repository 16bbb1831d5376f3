using Monolith.Kernel.Startup;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Events.RabbitMq;

public sealed class RabbitMqSettingsTests : EventTest
{
    [Fact]
    public async Task Start_WithEveryErrorThereIs_NamesThemAllAndNoPassword()
    {
        var refused = await Should.ThrowAsync<StartupException>(() => StartAsync(settings:
        [
            ("Events:Transport", "RabbitMq"), ("Events:RabbitMq:Port", "70000"), ("Events:RabbitMq:VirtualHost", ""), ("Events:RabbitMq:Password", "a secret of somebody"),
            ("Events:RabbitMq:PasswordFile", "/nowhere/password"), ("Events:RabbitMq:TlsAuthorityFile", "/nowhere/ca.pem"), ("Events:RabbitMq:Prefix", "Upper"), ("Events:MaxAttempts", "0"),
        ]));

        foreach (var key in (string[])["Host", "Port", "VirtualHost", "Username", "Password", "PasswordFile", "TlsAuthorityFile", "Prefix"])
        {
            refused.Message.ShouldContain($"'Events:RabbitMq:{key}'");
        }

        refused.Message.ShouldContain("'Events:MaxAttempts'");
        refused.Message.ShouldNotContain("a secret of somebody");
    }

    [Fact]
    public async Task Start_OverPostgreSql_AsksForNoBroker()
    {
        await using var host = await StartAsync();

        (await host.SellAsync("ann")).Count.ShouldBe(1);
        await Wait.UntilAsync(host.ReservedAsync, r => r.Count == 1);
    }
}
