using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Monolith.Kernel.Events;
using Monolith.Unit.RabbitMq;
using Shouldly;

namespace Monolith.Unit.Kernel.Events.RabbitMq;

/// <summary>The way to the broker: lost, refused, found again.</summary>
public sealed class RabbitMqConnectionTests() : EventTest(EventTransport.RabbitMq), IOverRabbitMq
{
    [EventFact]
    public async Task Broker_ThatComesLate_GetsWhatWaitedAndCostNoAttempts()
    {
        // A way to the broker that is opened later.
        var port = Ports.Free();
        await using var host = await StartAsync(settings: ("Events:RabbitMq:Port", $"{port}"));
        await host.SellAsync("ann", "bob");
        await Wait.UntilAsync(() => Task.FromResult(host.Logs.Count(l => l.Contains("cannot be reached", StringComparison.Ordinal))), seen => seen >= 2);
        (await CheckAsync(host)).ShouldBe(HealthStatus.Degraded);
        using var listener = new TcpListener(IPAddress.Loopback, port);
        _ = RelayAsync(listener, (await BrokerAsync()).Port);

        await Wait.UntilAsync(host.ReservedAsync, r => r.Count == 2);
        (await Database.QueryAsync<long>("SELECT sum(attempts) FROM shop.outbox_deliveries")).ShouldBe(0);
        (await CheckAsync(host)).ShouldBe(HealthStatus.Healthy);
    }

    [EventFact]
    public async Task Password_ThatIsWrong_IsInNobodysLog()
    {
        await using var host = await StartAsync(settings: ("Events:RabbitMq:Password", "a secret of somebody"));
        await host.SellAsync("ann");

        await Wait.UntilAsync(() => Task.FromResult(host.Logs.Count(l => l.Contains("RabbitMQ", StringComparison.Ordinal))), seen => seen >= 1);
        host.Logs.ShouldNotContain(l => l.Contains("a secret of somebody", StringComparison.Ordinal));
        (await CheckAsync(host)).ShouldBe(HealthStatus.Degraded);
    }

    [EventFact]
    public async Task Tls_ByTheAuthorityThatIsTrusted_CarriesEvents()
    {
        var broker = await BrokerAsync();
        await using var host = await StartAsync(settings:
            [("Events:RabbitMq:Tls", "true"), ("Events:RabbitMq:Port", $"{broker.TlsPort}"), ("Events:RabbitMq:Host", "localhost"), ("Events:RabbitMq:TlsAuthorityFile", broker.AuthorityFile)]);

        await host.SellAsync("ann");

        await Wait.UntilAsync(host.ReservedAsync, r => r.Count == 1);
    }

    [EventFact]
    public async Task Tls_ByAnAuthorityNobodyTrusts_CarriesNothing()
    {
        await using var host = await StartAsync(settings: [("Events:RabbitMq:Tls", "true"), ("Events:RabbitMq:Host", "localhost"), ("Events:RabbitMq:Port", $"{(await BrokerAsync()).TlsPort}")]);
        await host.SellAsync("ann");

        await Wait.UntilAsync(() => Task.FromResult(host.Logs.Count(l => l.Contains("cannot be reached", StringComparison.Ordinal))), seen => seen >= 1);
        (await host.ReservedAsync()).ShouldBeEmpty();
    }

    private static async Task<HealthStatus> CheckAsync(EventHost host)
        => (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(c => c.Name == "events broker")).Status;

    private static async Task RelayAsync(TcpListener listener, int port)
    {
        listener.Start();
        while (true)
        {
            try
            {
                var from = await listener.AcceptTcpClientAsync();
                var to = new TcpClient();
                await to.ConnectAsync(IPAddress.Loopback, port);
                _ = from.GetStream().CopyToAsync(to.GetStream());
                _ = to.GetStream().CopyToAsync(from.GetStream());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
