using Monolith.PaperBroker.Trading;

namespace Monolith.PaperBroker.Kite;

/// <summary>The documents of Kite Connect 3, with its names and its spellings.</summary>
internal static class KiteShapes
{
    private static readonly string[] Products = ["CNC"];
    private static readonly string[] OrderTypes = ["MARKET", "LIMIT"];
    private static readonly string[] Exchanges = ["NSE"];

    public static object Session(int user, string accessToken, DateTimeOffset at) => new
    {
        user_id = DemoCredentials.KiteUserId(user),
        user_name = $"Paper User {user}",
        user_shortname = $"Paper{user}",
        user_type = "individual",
        broker = "ZERODHA",
        exchanges = Exchanges,
        products = Products,
        order_types = OrderTypes,
        api_key = DemoCredentials.KiteApiKey,
        access_token = accessToken,
        public_token = "",
        refresh_token = "",
        login_time = TimeOf(at),
    };

    public static object Profile(int user) => new
    {
        user_id = DemoCredentials.KiteUserId(user),
        user_name = $"Paper User {user}",
        user_shortname = $"Paper{user}",
        email = $"paper{user}@example.com",
        user_type = "individual",
        broker = "ZERODHA",
        exchanges = Exchanges,
        products = Products,
        order_types = OrderTypes,
        meta = new { demat_consent = "physical" },
    };

    public static object Margins(Limits limits) => new
    {
        equity = new { enabled = true, net = limits.Available, available = new { cash = limits.Cash, live_balance = limits.Available }, utilised = new { debits = limits.Reserved } },
    };

    public static object Holding(Holding holding, decimal price) => new
    {
        tradingsymbol = holding.Instrument.Symbol,
        exchange = "NSE",
        instrument_token = holding.Instrument.Token,
        isin = holding.Instrument.Isin,
        product = "CNC",
        quantity = holding.Quantity,
        t1_quantity = 0,
        average_price = holding.AveragePrice,
        last_price = price,
        close_price = holding.Instrument.FirstPrice,
        pnl = (price - holding.AveragePrice) * holding.Quantity,
        day_change = price - holding.Instrument.FirstPrice,
    };

    public static object Position(Position position, decimal price) => new
    {
        tradingsymbol = position.Instrument.Symbol,
        exchange = "NSE",
        instrument_token = position.Instrument.Token,
        product = "CNC",
        quantity = position.Net,
        multiplier = 1,
        average_price = position.Net == 0 ? 0 : Math.Round((position.BuyValue - position.SellValue) / position.Net, 2),
        last_price = price,
        value = position.SellValue - position.BuyValue,
        pnl = position.SellValue - position.BuyValue + (position.Net * price),
        buy_quantity = position.Bought,
        buy_value = position.BuyValue,
        sell_quantity = position.Sold,
        sell_value = position.SellValue,
    };

    public static object Order(Order order) => new
    {
        order_id = order.Id,
        status = order.Status switch { OrderStatus.Open => "OPEN", OrderStatus.Complete => "COMPLETE", OrderStatus.Cancelled => "CANCELLED", _ => "REJECTED" },
        status_message = order.Reason,
        order_timestamp = TimeOf(order.PlacedAt),
        variety = "regular",
        exchange = "NSE",
        tradingsymbol = order.Instrument.Symbol,
        transaction_type = order.Side == Side.Buy ? "BUY" : "SELL",
        order_type = order.LimitPrice is null ? "MARKET" : "LIMIT",
        product = "CNC",
        validity = "DAY",
        quantity = order.Quantity,
        price = order.LimitPrice ?? 0,
        average_price = order.FilledAt ?? 0,
        filled_quantity = order.Filled,
        pending_quantity = order.Status == OrderStatus.Open ? order.Quantity : 0,
        cancelled_quantity = order.Status == OrderStatus.Cancelled ? order.Quantity : 0,
    };

    // Kite tells the time in India.
    private static string TimeOf(DateTimeOffset at) => $"{at.ToOffset(TimeSpan.FromHours(5.5)):yyyy-MM-dd HH:mm:ss}";
}
