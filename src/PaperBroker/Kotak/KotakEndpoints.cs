using System.Globalization;
using System.Text.Json;
using Monolith.PaperBroker.Market;
using Monolith.PaperBroker.Trading;

namespace Monolith.PaperBroker.Kotak;

/// <summary>The HTTP API of Kotak Neo as far as it is needed: holdings, positions, limits, orders.</summary>
internal static class KotakEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var signedIn = routes.MapGroup("").AddEndpointFilter<KotakAuthorization>();
        signedIn.MapGet("/Portfolio/1.0/portfolio/v1/holdings", (HttpContext context, Accounts accounts, Exchange exchange)
            => Results.Json(new { data = AccountOf(context, accounts).Holdings.Select(h => KotakShapes.Holding(h, exchange.PriceOf(h.Instrument))) }));
        signedIn.MapGet("/Orders/2.0/quick/user/positions", (HttpContext context, Accounts accounts)
            => KotakAnswer.Ok(AccountOf(context, accounts).Positions.Select(KotakShapes.Position)));
        signedIn.MapPost("/Orders/2.0/quick/user/limits", (HttpContext context, Accounts accounts) => Results.Json(KotakShapes.Limits(AccountOf(context, accounts).Limits)));
        signedIn.MapGet("/Orders/2.0/quick/user/orders", (HttpContext context, Accounts accounts) => KotakAnswer.Ok(AccountOf(context, accounts).Orders.Select(KotakShapes.Order)));
        signedIn.MapPost("/Orders/2.0/quick/order/rule/ms/place", PlaceAsync).DisableAntiforgery();
        signedIn.MapPost("/Orders/2.0/quick/order/cancel", CancelAsync).DisableAntiforgery();
    }

    private static async Task<IResult> PlaceAsync(HttpContext context, Accounts accounts)
    {
        if (await ReadAsync(context) is not { } body || Instrument.Find(SymbolOf(body.Symbol)) is not { } instrument || body.Exchange != "nse_cm")
        {
            return KotakAnswer.NotOk("Invalid trading symbol");
        }

        var side = body.Side switch { "B" => Side.Buy, "S" => Side.Sell, _ => (Side?)null };
        var isLimit = body.PriceType == "L";
        decimal? limit = decimal.TryParse(body.Price, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price > 0 ? price : null;
        if (side is null || !int.TryParse(body.Quantity, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) || quantity is < 1 or > 1_000_000
            || (!isLimit && body.PriceType != "MKT") || (isLimit && limit is null))
        {
            return KotakAnswer.NotOk("Invalid transaction type, quantity, price type or price");
        }

        return AccountOf(context, accounts).Place(instrument, side.Value, quantity, isLimit ? limit : null) is { } order
            ? Results.Json(new { nOrdNo = order.Id, stat = "Ok", stCode = 200 })
            : KotakAnswer.NotOk("Order limit of the day reached");
    }

    private static async Task<IResult> CancelAsync(HttpContext context, Accounts accounts)
    {
        var id = (await ReadAsync(context))?.OrderNumber ?? "";
        return AccountOf(context, accounts).Cancel(id, out var cancelled) is null ? KotakAnswer.NotOk("Order not found", 1041)
            : cancelled ? Results.Json(new { result = id, stat = "Ok", stCode = 200 })
            : KotakAnswer.NotOk("Order is already completed");
    }

    private static async Task<KotakOrder?> ReadAsync(HttpContext context)
    {
        try
        {
            return JsonSerializer.Deserialize<KotakOrder>((await context.Request.ReadFormAsync())["jData"].ToString());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? SymbolOf(string? symbol) => symbol?.EndsWith("-EQ", StringComparison.Ordinal) == true ? symbol[..^3] : null;

    private static Account AccountOf(HttpContext context, Accounts accounts) => accounts[((KotakSession)context.Items[typeof(KotakSession)]!).User];
}
