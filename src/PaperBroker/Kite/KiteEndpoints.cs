using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monolith.PaperBroker.Market;
using Monolith.PaperBroker.Trading;

namespace Monolith.PaperBroker.Kite;

/// <summary>The HTTP API of Kite Connect 3 as far as it is needed: session, profile, portfolio, margins, regular orders.</summary>
internal static class KiteEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/session/token", StartSessionAsync).DisableAntiforgery();
        routes.MapDelete("/session/token", (string? api_key, string? access_token, KiteSessions sessions)
            => KiteAnswer.Of(DemoCredentials.Same(api_key, DemoCredentials.KiteApiKey) && sessions.AccessTokens.Take(access_token) is not null));

        var signedIn = routes.MapGroup("").AddEndpointFilter<KiteAuthorization>();
        signedIn.MapGet("/user/profile", (HttpContext context) => KiteAnswer.Of(KiteShapes.Profile(SessionOf(context).User)));
        signedIn.MapGet("/user/margins", (HttpContext context, Accounts accounts) => KiteAnswer.Of(KiteShapes.Margins(accounts[SessionOf(context).User].Limits)));
        signedIn.MapGet("/portfolio/holdings", (HttpContext context, Accounts accounts, Exchange exchange)
            => KiteAnswer.Of(accounts[SessionOf(context).User].Holdings.Select(h => KiteShapes.Holding(h, exchange.PriceOf(h.Instrument)))));
        signedIn.MapGet("/portfolio/positions", (HttpContext context, Accounts accounts, Exchange exchange) =>
        {
            var positions = accounts[SessionOf(context).User].Positions.Select(p => KiteShapes.Position(p, exchange.PriceOf(p.Instrument))).ToList();
            return KiteAnswer.Of(new { net = positions, day = positions });
        });
        signedIn.MapGet("/orders", (HttpContext context, Accounts accounts) => KiteAnswer.Of(accounts[SessionOf(context).User].Orders.Select(KiteShapes.Order)));
        signedIn.MapPost("/orders/regular", PlaceAsync).DisableAntiforgery();
        signedIn.MapDelete("/orders/regular/{id}", (string id, HttpContext context, Accounts accounts) => accounts[SessionOf(context).User].Cancel(id, out var cancelled) switch
        {
            null => KiteAnswer.Error(StatusCodes.Status400BadRequest, "OrderException", "Couldn't find that `order_id`."),
            _ when !cancelled => KiteAnswer.Error(StatusCodes.Status400BadRequest, "OrderException", "Order cannot be cancelled as it is being processed. Try later."),
            _ => KiteAnswer.Of(new { order_id = id }),
        });
    }

    private static async Task<IResult> StartSessionAsync(HttpRequest request, KiteSessions sessions, TimeProvider time)
    {
        var form = await request.ReadFormAsync();
        var requestToken = form["request_token"].ToString();
        var expected = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(DemoCredentials.KiteApiKey + requestToken + DemoCredentials.KiteApiSecret)));
        if (!DemoCredentials.Same(form["api_key"], DemoCredentials.KiteApiKey) || !DemoCredentials.Same(form["checksum"], expected))
        {
            return KiteAnswer.Error(StatusCodes.Status403Forbidden, "TokenException", "Invalid `checksum`.");
        }

        return sessions.RequestTokens.Take(requestToken) is { } session
            ? KiteAnswer.Of(KiteShapes.Session(session.User, sessions.AccessTokens.Issue(session), time.GetUtcNow()))
            : KiteAnswer.Error(StatusCodes.Status403Forbidden, "TokenException", "Token is invalid or has expired.");
    }

    private static async Task<IResult> PlaceAsync(HttpContext context, Accounts accounts)
    {
        var form = await context.Request.ReadFormAsync();
        var side = form["transaction_type"].ToString() switch { "BUY" => Side.Buy, "SELL" => Side.Sell, _ => (Side?)null };
        decimal? limit = decimal.TryParse(form["price"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price > 0 ? price : null;
        var isLimit = form["order_type"] == "LIMIT";
        if (Instrument.Find(form["tradingsymbol"]) is not { } instrument || form["exchange"] != "NSE")
        {
            return KiteAnswer.Error(StatusCodes.Status400BadRequest, "InputException", "The instrument you are placing an order for has either expired or does not exist.");
        }

        if (side is null || !int.TryParse(form["quantity"], NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) || quantity is < 1 or > 1_000_000
            || (!isLimit && form["order_type"] != "MARKET") || (isLimit && limit is null))
        {
            return KiteAnswer.Error(StatusCodes.Status400BadRequest, "InputException", "Invalid `transaction_type`, `quantity`, `order_type` or `price`.");
        }

        return accounts[SessionOf(context).User].Place(instrument, side.Value, quantity, isLimit ? limit : null) is { } order
            ? KiteAnswer.Of(new { order_id = order.Id })
            : KiteAnswer.Error(StatusCodes.Status400BadRequest, "OrderException", "Maximum allowed order requests exceeded.");
    }

    private static KiteSession SessionOf(HttpContext context) => (KiteSession)context.Items[typeof(KiteSession)]!;
}
