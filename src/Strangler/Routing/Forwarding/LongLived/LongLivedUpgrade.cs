using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Monolith.Strangler.Routing.Forwarding.LongLived;

/// <summary>Notices that a request becomes a WebSocket, by HTTP/1.1's Upgrade or HTTP/2's extended CONNECT (RFC 8441), and counts it until it ends.</summary>
internal sealed class LongLivedUpgrade(HttpContext context, LongLivedConnections connections, Action began) : IHttpUpgradeFeature, IHttpExtendedConnectFeature, IDisposable
{
    private readonly IHttpUpgradeFeature? _upgrade = context.Features.Get<IHttpUpgradeFeature>();
    private readonly IHttpExtendedConnectFeature? _connect = context.Features.Get<IHttpExtendedConnectFeature>();
    private LongLivedConnection? _connection;

    public bool IsUpgradableRequest => _upgrade?.IsUpgradableRequest ?? false;

    public bool IsExtendedConnect => _connect?.IsExtendedConnect ?? false;

    public string? Protocol => _connect?.Protocol;

    /// <summary>Whether a request would become one.</summary>
    public static bool IsAskedFor(HttpContext context)
        => context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } && HttpMethods.IsGet(context.Request.Method) && IsWebSocket(context.Request.Headers.Upgrade)
            || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect && IsWebSocket(connect.Protocol);

    /// <summary>Null for a request that cannot become one.</summary>
    public static LongLivedUpgrade? Watch(HttpContext context, LongLivedConnections connections, Action began)
    {
        if (!IsAskedFor(context))
        {
            return null;
        }

        var watch = new LongLivedUpgrade(context, connections, began);
        context.Features.Set<IHttpUpgradeFeature>(watch);
        context.Features.Set<IHttpExtendedConnectFeature>(watch);
        return watch;
    }

    public async Task<Stream> UpgradeAsync() => Begin(await _upgrade!.UpgradeAsync());

    public async ValueTask<Stream> AcceptAsync() => Begin(await _connect!.AcceptAsync());

    public void Dispose()
    {
        _connection?.Dispose();
        context.Features.Set(_upgrade);
        context.Features.Set(_connect);
    }

    private static bool IsWebSocket(string? protocol) => string.Equals(protocol, "websocket", StringComparison.OrdinalIgnoreCase);

    private ClosableWebSocket Begin(Stream client)
    {
        began();
        _connection = connections.Add(context);
        return new(client, _connection.Closing);
    }
}
