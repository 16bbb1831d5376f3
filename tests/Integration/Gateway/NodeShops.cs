using Monolith.Integration.Environments;
using Xunit;

namespace Monolith.Integration.Gateway;

/// <summary>A monolith and a service in node, and one gateway in front of them, for every test that is content with the usual file.</summary>
[CollectionDefinition(Name)]
public sealed class NodeShops : IAsyncLifetime, ICollectionFixture<NodeShops>
{
    public const string Name = "Shops in node";

    private readonly List<ServerProcess> _shops = [];

    internal int MonolithPort { get; } = Ports.Free();

    internal int ServicePort { get; } = Ports.Free();

    internal GatewayUnderTest Gateway { get; private set; } = null!;

    /// <summary>A file for these two.</summary>
    internal string FileText(string flags = "\"feature_management\": { \"feature_flags\": [] }") =>
        $$"""
        {
          // The shop, as it has always been.
          "monolith": { "url": "http://127.0.0.1:{{MonolithPort}}" },
          "services": { "orders": { "url": "http://127.0.0.1:{{ServicePort}}" } },
          "routes": [
            { "flag": "orders.read", "methods": ["GET"], "path": "/api/orders/{**rest}" },
            { "flag": "orders.write", "methods": ["POST"], "path": "/api/orders/{**rest}" },
            { "flag": "orders.live", "methods": ["GET"], "path": "/events" } // and WebSockets
          ],
          "identity": { "userClaim": "sub", "sessionCookie": "sid" },
          // Patience for a machine that is busy.
          "strangler": { "connectTimeout": "00:00:05", "fallbackAfter": "00:00:20" },
          {{flags}}
        }
        """;

    public async Task InitializeAsync()
    {
        if (!NodeFactAttribute.HasNode)
        {
            return;
        }

        await StartShopAsync("monolith", MonolithPort);
        await StartShopAsync("service", ServicePort);
        Gateway = new(FileText());
        await Gateway.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await (Gateway?.DisposeAsync() ?? ValueTask.CompletedTask);
        foreach (var shop in _shops)
        {
            await shop.DisposeAsync();
        }
    }

    internal async Task<ServerProcess> StartShopAsync(string name, int port)
    {
        var shop = ServerProcess.StartProgram(name, "node", RunDirectory.NewFolder("shop"), Path.Combine(AppContext.BaseDirectory, "Gateway", "shop.js"), name, $"{port}");
        _shops.Add(shop);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(shop.Output.ToString().Contains("listening", StringComparison.Ordinal)), TimeSpan.FromSeconds(30));
        return shop;
    }

    /// <summary>How many orders it took, asked without the gateway.</summary>
    internal static async Task<int> PostsOfAsync(int port)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return int.Parse(await client.GetStringAsync($"http://127.0.0.1:{port}/posts"), System.Globalization.CultureInfo.InvariantCulture);
    }
}
