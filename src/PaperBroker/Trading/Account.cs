using Monolith.PaperBroker.Market;

namespace Monolith.PaperBroker.Trading;

/// <summary>One user's money, shares and orders. Nothing is bought on credit and nothing is sold that is not there.</summary>
internal sealed class Account(Exchange exchange, TimeProvider time, decimal cash, IReadOnlyList<Holding> holdings)
{
    /// <summary>Of a day, at both brokers; a client that repeats itself must not fill the memory.</summary>
    public const int MaxOrders = 1000;

    private readonly Lock _lock = new();
    private readonly List<Order> _orders = [];
    private readonly Dictionary<Instrument, Position> _positions = [];
    private decimal _cash = cash;

    public IReadOnlyList<Holding> Holdings => holdings;

    public IReadOnlyList<Order> Orders
    {
        get
        {
            lock (_lock)
            {
                return [.. _orders];
            }
        }
    }

    public IReadOnlyList<Position> Positions
    {
        get
        {
            lock (_lock)
            {
                return [.. _positions.Values];
            }
        }
    }

    public Limits Limits
    {
        get
        {
            lock (_lock)
            {
                return new(_cash, Reserved);
            }
        }
    }

    private decimal Reserved => Open(Side.Buy).Sum(o => o.Quantity * o.LimitPrice!.Value);

    /// <summary>Checks the limits, and fills it at once when the price allows.</summary>
    /// <returns>The order, which may have been rejected; null when there were too many today.</returns>
    public Order? Place(Instrument instrument, Side side, int quantity, decimal? limitPrice)
    {
        lock (_lock)
        {
            if (_orders.Count == MaxOrders)
            {
                return null;
            }

            var order = new Order(NewId(), instrument, side, quantity, limitPrice, time.GetUtcNow());
            order = Shortage(order) is { } reason ? order with { Status = OrderStatus.Rejected, Reason = reason } : order;
            _orders.Add(order);
            TryFill(_orders.Count - 1);
            return _orders[^1];
        }
    }

    /// <returns>The order as it is now; null when there is none of that id. One that is not open stays as it is, and <paramref name="cancelled"/> is false.</returns>
    public Order? Cancel(string id, out bool cancelled)
    {
        lock (_lock)
        {
            var index = _orders.FindIndex(o => o.Id == id);
            cancelled = index >= 0 && _orders[index].Status == OrderStatus.Open;
            if (cancelled)
            {
                _orders[index] = _orders[index] with { Status = OrderStatus.Cancelled };
            }

            return index < 0 ? null : _orders[index];
        }
    }

    public void FillOpenOrders()
    {
        lock (_lock)
        {
            for (var i = 0; i < _orders.Count; i++)
            {
                TryFill(i);
            }
        }
    }

    private string? Shortage(Order order)
    {
        if (order.Side == Side.Buy)
        {
            var (needed, available) = (order.Quantity * (order.LimitPrice ?? exchange.PriceOf(order.Instrument)), _cash - Reserved);
            return needed > available ? $"Insufficient funds. Required margin is {needed:0.00} but available margin is {available:0.00}." : null;
        }

        var owned = holdings.Where(h => h.Instrument == order.Instrument).Sum(h => h.Quantity)
            + (_positions.GetValueOrDefault(order.Instrument)?.Net ?? 0)
            - Open(Side.Sell).Where(o => o.Instrument == order.Instrument).Sum(o => o.Quantity);
        return order.Quantity > owned ? $"Insufficient holding quantity. Requested {order.Quantity} but available {owned}." : null;
    }

    private IEnumerable<Order> Open(Side side) => _orders.Where(o => o.Status == OrderStatus.Open && o.Side == side);

    private void TryFill(int index)
    {
        var (order, price) = (_orders[index], exchange.PriceOf(_orders[index].Instrument));
        if (order.Status != OrderStatus.Open || !order.CanFillAt(price))
        {
            return;
        }

        order = order with { Status = OrderStatus.Complete, FilledAt = price };
        _orders[index] = order;
        _cash += order.Quantity * price * (order.Side == Side.Buy ? -1 : 1);
        _positions[order.Instrument] = _positions.GetValueOrDefault(order.Instrument, new(order.Instrument, 0, 0, 0, 0)).With(order);
    }

    private string NewId() => $"{time.GetUtcNow():yyMMddHHmmss}{_orders.Count:0000}{System.Security.Cryptography.RandomNumberGenerator.GetInt32(100, 1000)}";
}
