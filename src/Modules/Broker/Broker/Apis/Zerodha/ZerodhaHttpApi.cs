using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monolith.Broker.Domain;
using Monolith.Broker.Http;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Apis.Zerodha;

/// <summary>Kite Connect 3 (kite.trade/docs/connect/v3).</summary>
internal sealed class ZerodhaHttpApi(BrokerSettings settings, TimeProvider time, ILogger<ZerodhaHttpApi> logger) : IZerodhaApi, IDisposable
{
    private static readonly (string Name, string Value) Version = ("X-Kite-Version", "3");

    private readonly BrokerClient _client = new(nameof(BrokerKind.Zerodha), settings.Zerodha, time, logger);

    public BrokerKind Kind => BrokerKind.Zerodha;

    public bool IsConfigured => settings.Zerodha.BaseUrl is not null;

    public void Dispose() => _client.Dispose();

    public string LoginUrlOf(BrokerKeys keys, string state)
    {
        var page = settings.Zerodha.LoginUrl?.AbsoluteUri ?? Url("/connect/login");
        return $"{page}?v=3&api_key={Uri.EscapeDataString(keys.Key)}&redirect_params={Uri.EscapeDataString($"state={state}")}";
    }

    public async Task<Result<BrokerSession>> StartSessionAsync(BrokerKeys keys, string requestToken, CancellationToken cancellationToken)
    {
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(keys.Key + requestToken + keys.Secret)));
        var reply = await _client.SendAsync(
            new("session", HttpMethod.Post, Url("/session/token"), IsRepeatable: false)
            {
                Headers = [Version],
                Body = () => new FormUrlEncodedContent([new("api_key", keys.Key), new("request_token", requestToken), new("checksum", checksum)]),
            },
            cancellationToken);
        return !reply.Succeeded ? ApiErrors.Of(Kind, reply, "Zerodha refused the log-in. Get a new login URL, and check the API key and secret.")
            : BrokerJson.Object(reply).Member("data", JsonValueKind.Object).Text("access_token") is { Length: > 0 } token ? new BrokerSession(keys.Key, token)
            : Unusable("session", reply.Status);
    }

    public async Task<Result<IReadOnlyDictionary<string, JsonElement>>> ReadPortfolioAsync(BrokerSession session, CancellationToken cancellationToken)
    {
        var parts = await Task.WhenAll(
            ReadAsync("profile", "/user/profile", JsonValueKind.Object, session, cancellationToken),
            ReadAsync("holdings", "/portfolio/holdings", JsonValueKind.Array, session, cancellationToken),
            ReadAsync("positions", "/portfolio/positions", JsonValueKind.Object, session, cancellationToken));
        return parts.FirstOrDefault(p => !p.Succeeded)?.Error is { } error
            ? error
            : new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["profile"] = parts[0].Value, ["holdings"] = parts[1].Value, ["positions"] = parts[2].Value };
    }

    public async Task<Result<IReadOnlyList<OrderView>>> ListOrdersAsync(BrokerSession session, CancellationToken cancellationToken)
    {
        var orders = await ReadAsync("orders", "/orders", JsonValueKind.Array, session, cancellationToken);
        if (!orders.Succeeded)
        {
            return orders.Error;
        }

        return orders.Value.Elements(ZerodhaOrders.Read) is { } read ? new Result<IReadOnlyList<OrderView>> { Value = read } : Unusable("orders", StatusCodes.Status200OK);
    }

    public Task<Result<string>> PlaceOrderAsync(BrokerSession session, NewOrder order, CancellationToken cancellationToken) => TradeAsync(
        new("place", HttpMethod.Post, Url("/orders/regular"), IsRepeatable: false) { Headers = HeadersOf(session), Body = () => new FormUrlEncodedContent(ZerodhaOrders.Write(order)) },
        cancellationToken);

    public Task<Result<string>> CancelOrderAsync(BrokerSession session, string orderId, CancellationToken cancellationToken) => TradeAsync(
        new("cancel", HttpMethod.Delete, Url($"/orders/regular/{Uri.EscapeDataString(orderId)}"), IsRepeatable: false) { Headers = HeadersOf(session) }, cancellationToken);

    // Kite wants the token in the query of this one.
    public Task LogOutAsync(BrokerSession session, CancellationToken cancellationToken) => _client.SendAsync(
        new(
            "logout", HttpMethod.Delete,
            Url(string.Create(CultureInfo.InvariantCulture, $"/session/token?api_key={Uri.EscapeDataString(session.Application)}&access_token={Uri.EscapeDataString(session.Token)}")),
            IsRepeatable: false)
        { Headers = HeadersOf(session) },
        cancellationToken);

    private async Task<Result<JsonElement>> ReadAsync(string operation, string path, JsonValueKind kind, BrokerSession session, CancellationToken cancellationToken)
    {
        var reply = await _client.SendAsync(new(operation, HttpMethod.Get, Url(path), IsRepeatable: true) { Headers = HeadersOf(session) }, cancellationToken);
        return !reply.Succeeded ? ApiErrors.Of(Kind, reply) : BrokerJson.Object(reply).Member("data", kind) is { } data ? data : Unusable(operation, reply.Status);
    }

    private async Task<Result<string>> TradeAsync(BrokerCall call, CancellationToken cancellationToken)
    {
        var reply = await _client.SendAsync(call, cancellationToken);
        var answer = BrokerJson.Object(reply);
        return reply switch
        {
            { Succeeded: true } when answer.Member("data", JsonValueKind.Object).Text("order_id") is { Length: > 0 } id => id,
            { IsRefusal: true, IsSessionEnd: false } => ApiErrors.Refused($"Zerodha refused the order: {ApiErrors.Tidy(answer.Text("message"))}"),
            { WasSent: true, IsSessionEnd: false } => ApiErrors.Uncertain(Kind),
            _ => ApiErrors.Of(Kind, reply),
        };
    }

    private Error Unusable(string operation, int status)
    {
        _client.NoteUnusable(operation, status);
        return ApiErrors.Unusable(Kind);
    }

    private static IReadOnlyList<(string Name, string Value)> HeadersOf(BrokerSession session) => [Version, ("Authorization", $"token {session.Application}:{session.Token}")];

    private string Url(string path) => settings.Zerodha.BaseUrl!.AbsoluteUri.TrimEnd('/') + path;
}
