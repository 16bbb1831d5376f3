using System.Globalization;
using Monolith.PaperBroker.Trading;

namespace Monolith.PaperBroker.Kotak;

/// <summary>The documents of Kotak Neo: numbers in the portfolio, text in the trading system.</summary>
internal static class KotakShapes
{
    public static object Holding(Holding holding, decimal price) => new
    {
        displaySymbol = holding.Instrument.Symbol,
        symbol = holding.Instrument.Symbol,
        averagePrice = holding.AveragePrice,
        quantity = holding.Quantity,
        sellableQuantity = holding.Quantity,
        exchangeSegment = "nse_cm",
        exchangeIdentifier = Text(holding.Instrument.Token),
        holdingCost = holding.AveragePrice * holding.Quantity,
        mktValue = price * holding.Quantity,
        closingPrice = price,
        instrumentType = "Equity",
        isAlternateScrip = false,
    };

    public static object Position(Position position) => new
    {
        trdSym = $"{position.Instrument.Symbol}-EQ",
        sym = position.Instrument.Symbol,
        exSeg = "nse_cm",
        prod = "CNC",
        tok = Text(position.Instrument.Token),
        flBuyQty = Text(position.Bought),
        buyAmt = Text(position.BuyValue),
        flSellQty = Text(position.Sold),
        sellAmt = Text(position.SellValue),
        cfBuyQty = "0",
        cfSellQty = "0",
        lotSz = "1",
        multiplier = "1",
    };

    public static object Limits(Limits limits) => new
    {
        Category = "CLIENT_EQUITY",
        Net = Text(limits.Available),
        MarginUsed = Text(limits.Reserved),
        CollateralValue = "0",
        NotionalCash = Text(limits.Cash),
        stat = "Ok",
        stCode = 200,
    };

    public static object Order(Order order) => new
    {
        nOrdNo = order.Id,
        ordSt = order.Status switch { OrderStatus.Open => "open", OrderStatus.Complete => "complete", OrderStatus.Cancelled => "cancelled", _ => "rejected" },
        rejRsn = order.Reason ?? "--",
        ordDtTm = order.PlacedAt.ToOffset(TimeSpan.FromHours(5.5)).ToString("dd-MMM-yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        exSeg = "nse_cm",
        trdSym = $"{order.Instrument.Symbol}-EQ",
        trnsTp = order.Side == Side.Buy ? "B" : "S",
        prcTp = order.LimitPrice is null ? "MKT" : "L",
        prod = "CNC",
        qty = order.Quantity,
        prc = Text(order.LimitPrice ?? 0),
        avgPrc = Text(order.FilledAt ?? 0),
        fldQty = order.Filled,
    };

    private static string Text(IFormattable number) => number.ToString(number is decimal ? "0.00" : null, CultureInfo.InvariantCulture);
}
