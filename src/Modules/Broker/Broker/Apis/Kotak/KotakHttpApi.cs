using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monolith.Broker.Domain;
using Monolith.Broker.Http;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Apis.Kotak;

/// <summary>Kotak Neo's HTTP API, version 1.0 of the log-in and the portfolio, 2.0 of the orders.</summary>
internal sealed class KotakHttpApi(BrokerSettings settings, TimeProvider time, ILogger<KotakHttpApi> logger) : IKotakApi, IDisposable
{
    private const string Validate = "/login/1.0/login/v2/validate";
    private const string Trading = "/Orders/2.0/quick";

    private readonly BrokerClient _client = new(nameof(BrokerKind.Kotak), settings.Kotak, time, logger);

    public BrokerKind Kind => BrokerKind.Kotak;

    public bool IsConfigured => settings.Kotak.BaseUrl is not null;

    public void Dispose() => _client.Dispose();

    public async Task<Result<BrokerSession>> LogInAsync(BrokerKeys keys, string mobileNumber, string password, CancellationToken cancellationToken)
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{keys.Key}:{keys.Secret}"));
        var application = await AskAsync(
            new("token", HttpMethod.Post, settings.Kotak.TokenUrl?.AbsoluteUri ?? Url("/oauth2/token"), IsRepeatable: true)
            {
                Headers = [("Authorization", $"Basic {basic}")],
                Body = () => JsonContent.Create(new { grant_type = "client_credentials" }),
            },
            answer => answer.Text("access_token"),
            "Kotak refused the consumer key and secret. Check them and send them to /broker/kotak/init again.",
            cancellationToken);
        if (!application.Succeeded)
        {
            return application.Error;
        }

        var session = await AskAsync(
            Post("login", Validate, [("Authorization", $"Bearer {application.Value}")], new { mobileNumber, password }),
            answer => SessionOf(application.Value, answer),
            "Kotak refused the mobile number or the password.",
            cancellationToken);
        if (!session.Succeeded)
        {
            return session.Error;
        }

        var sent = await _client.SendAsync(
            Post("otp", "/login/1.0/login/otp/generate", HeadersOf(session.Value), new { userId = session.Value.ClientCode, sendEmail = true, isWhitelisted = true }), cancellationToken);
        return sent.Succeeded ? session : ApiErrors.Of(Kind, sent, "Kotak did not send a one-time password. Log in again.");
    }

    public Task<Result<BrokerSession>> ConfirmAsync(BrokerSession pending, string oneTimePassword, CancellationToken cancellationToken) => AskAsync(
        Post("2fa", Validate, HeadersOf(pending), new { userId = pending.ClientCode, otp = oneTimePassword }),
        answer => SessionOf(pending.Application, answer),
        "Kotak refused the one-time password. Log in again.",
        cancellationToken);

    public async Task<Result<IReadOnlyDictionary<string, JsonElement>>> ReadPortfolioAsync(BrokerSession session, CancellationToken cancellationToken)
    {
        var parts = await Task.WhenAll(
            ReadAsync("holdings", HttpMethod.Get, "/Portfolio/1.0/portfolio/v1/holdings?alt=false", session, answer => answer.Member("data", JsonValueKind.Array), cancellationToken),
            ReadAsync("positions", HttpMethod.Get, TradingPath("/user/positions", session), session, answer => answer.Member("data", JsonValueKind.Array), cancellationToken),
            ReadAsync("limits", HttpMethod.Post, TradingPath("/user/limits", session), session, answer => answer, cancellationToken));
        return parts.FirstOrDefault(p => !p.Succeeded)?.Error is { } error
            ? error
            : new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["holdings"] = parts[0].Value, ["positions"] = parts[1].Value, ["limits"] = parts[2].Value };
    }

    public async Task<Result<IReadOnlyList<OrderView>>> ListOrdersAsync(BrokerSession session, CancellationToken cancellationToken)
    {
        var orders = await ReadAsync("orders", HttpMethod.Get, TradingPath("/user/orders", session), session, answer => answer.Member("data", JsonValueKind.Array), cancellationToken);
        if (!orders.Succeeded)
        {
            return orders.Error;
        }

        return orders.Value.Elements(KotakOrders.Read) is { } read ? new Result<IReadOnlyList<OrderView>> { Value = read } : Unusable("orders", StatusCodes.Status200OK);
    }

    public Task<Result<string>> PlaceOrderAsync(BrokerSession session, NewOrder order, CancellationToken cancellationToken)
        => TradeAsync("place", "/order/rule/ms/place", session, KotakOrders.Write(order), "nOrdNo", cancellationToken);

    public Task<Result<string>> CancelOrderAsync(BrokerSession session, string orderId, CancellationToken cancellationToken)
        => TradeAsync("cancel", "/order/cancel", session, new Dictionary<string, string>(StringComparer.Ordinal) { ["on"] = orderId, ["am"] = "NO" }, "result", cancellationToken);

    public Task LogOutAsync(BrokerSession session, CancellationToken cancellationToken)
        => _client.SendAsync(new("logout", HttpMethod.Delete, Url("/login/1.0/logout"), IsRepeatable: false) { Headers = HeadersOf(session) }, cancellationToken);

    private async Task<Result<JsonElement>> ReadAsync(
        string operation, HttpMethod method, string path, BrokerSession session, Func<JsonElement?, JsonElement?> select, CancellationToken cancellationToken)
    {
        var call = new BrokerCall(operation, method, Url(path), IsRepeatable: true)
        {
            Headers = HeadersOf(session),
            Body = method == HttpMethod.Get ? null : () => Form(new { seg = "ALL", exch = "ALL", prod = "ALL" }),
        };
        var reply = await _client.SendAsync(call, cancellationToken);
        return !reply.Succeeded ? ApiErrors.Of(Kind, reply) : select(BrokerJson.Object(reply)) is { } value ? value : Unusable(operation, reply.Status);
    }

    private async Task<Result<string>> TradeAsync(
        string operation, string path, BrokerSession session, IReadOnlyDictionary<string, string> order, string idName, CancellationToken cancellationToken)
    {
        var call = new BrokerCall(operation, HttpMethod.Post, Url(TradingPath(path, session)), IsRepeatable: false) { Headers = HeadersOf(session), Body = () => Form(order) };
        var reply = await _client.SendAsync(call, cancellationToken);
        var answer = BrokerJson.Object(reply);
        return reply switch
        {
            { Succeeded: true } when answer.Text(idName) is { Length: > 0 } id => id,
            { IsRefusal: true, IsSessionEnd: false } => ApiErrors.Refused($"Kotak refused the order: {ApiErrors.Tidy(answer.Text("emsg"))}"),
            { WasSent: true, IsSessionEnd: false } => ApiErrors.Uncertain(Kind),
            _ => ApiErrors.Of(Kind, reply),
        };
    }

    private async Task<Result<T>> AskAsync<T>(BrokerCall call, Func<JsonElement?, T?> read, string refusal, CancellationToken cancellationToken)
        where T : class
    {
        var reply = await _client.SendAsync(call, cancellationToken);
        return !reply.Succeeded ? ApiErrors.Of(Kind, reply, refusal) : read(BrokerJson.Object(reply)) is { } value ? value : Unusable(call.Operation, reply.Status);
    }

    private Error Unusable(string operation, int status)
    {
        _client.NoteUnusable(operation, status);
        return ApiErrors.Unusable(Kind);
    }

    private BrokerCall Post(string operation, string path, IReadOnlyList<(string Name, string Value)> headers, object body)
        => new(operation, HttpMethod.Post, Url(path), IsRepeatable: false) { Headers = headers, Body = () => JsonContent.Create(body) };

    private static BrokerSession? SessionOf(string application, JsonElement? answer)
    {
        var data = answer.Member("data", JsonValueKind.Object);
        return data.Text("token") is { Length: > 0 } token && data.Text("sid") is { Length: > 0 } sid && data.Text("ucc") is { Length: > 0 } code
            ? new(application, token, sid, data.Text("hsServerId"), code)
            : null;
    }

    private static FormUrlEncodedContent Form(object value) => new([new("jData", JsonSerializer.Serialize(value))]);

    private static IReadOnlyList<(string Name, string Value)> HeadersOf(BrokerSession session)
        => [("Authorization", $"Bearer {session.Application}"), ("Auth", session.Token), ("Sid", session.Sid!)];

    private static string TradingPath(string path, BrokerSession session) => string.Create(CultureInfo.InvariantCulture, $"{Trading}{path}?sId={Uri.EscapeDataString(session.Server ?? "")}");

    private string Url(string path) => settings.Kotak.BaseUrl!.AbsoluteUri.TrimEnd('/') + path;
}
