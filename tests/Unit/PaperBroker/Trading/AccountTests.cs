using Monolith.PaperBroker.Market;
using Monolith.PaperBroker.Trading;
using Shouldly;
using Xunit;

namespace Monolith.Unit.PaperBroker.Trading;

public sealed class AccountTests
{
    private static readonly Instrument Infy = Instrument.Find("INFY")!;
    private readonly Exchange _exchange = new(new());
    private readonly Account _account;

    public AccountTests() => _account = new(_exchange, TimeProvider.System, cash: 10_000, [new(Infy, 5, 1400)]);

    [Fact]
    public void Place_AtTheMarket_IsPaidAndInThePositions()
    {
        var order = _account.Place(Infy, Side.Buy, 2, limitPrice: null)!;
        order.Status.ShouldBe(OrderStatus.Complete);
        _account.Limits.ShouldBe(new Limits(10_000 - (2 * order.FilledAt!.Value), 0));
        _account.Positions.ShouldHaveSingleItem().Net.ShouldBe(2);
    }

    [Fact]
    public void Place_WithoutTheMoneyOrTheShares_IsRejectedWithTheReason()
    {
        _account.Place(Infy, Side.Buy, 7, limitPrice: null)!.Reason.ShouldNotBeNull().ShouldStartWith("Insufficient funds");
        _account.Place(Infy, Side.Sell, 6, limitPrice: null)!.Reason.ShouldNotBeNull().ShouldStartWith("Insufficient holding");
        _account.Limits.ShouldBe(new Limits(10_000, 0));
    }

    [Fact]
    public void Place_WithALimit_ReservesUntilThePriceIsThere()
    {
        var order = _account.Place(Infy, Side.Buy, 6, limitPrice: 1490)!;
        order.Status.ShouldBe(OrderStatus.Open);
        _account.Limits.Available.ShouldBe(10_000 - (6 * 1490));
        _account.Place(Infy, Side.Buy, 1, limitPrice: null)!.Status.ShouldBe(OrderStatus.Rejected);

        for (var i = 0; i < 100_000 && _account.Orders[0].Status == OrderStatus.Open; i++)
        {
            _exchange.Tick();
            _account.FillOpenOrders();
        }

        _account.Orders[0].FilledAt.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(1490);
        _account.Limits.Reserved.ShouldBe(0);
    }

    [Fact]
    public void Cancel_OpenOrder_FreesWhatWasReservedOnce()
    {
        var order = _account.Place(Infy, Side.Sell, 5, limitPrice: 9_000)!;
        _account.Place(Infy, Side.Sell, 1, limitPrice: null)!.Status.ShouldBe(OrderStatus.Rejected);
        _account.Cancel(order.Id, out var cancelled)!.Status.ShouldBe(OrderStatus.Cancelled);
        cancelled.ShouldBeTrue();
        _account.Cancel(order.Id, out cancelled).ShouldNotBeNull();
        cancelled.ShouldBeFalse();
        _account.Cancel("none", out _).ShouldBeNull();
        _account.Place(Infy, Side.Sell, 5, limitPrice: null)!.Status.ShouldBe(OrderStatus.Complete);
    }

    [Fact]
    public void Place_MoreThanADayTakes_IsRefused()
    {
        for (var i = 0; i < Account.MaxOrders; i++)
        {
            _account.Place(Infy, Side.Buy, 1000, limitPrice: null).ShouldNotBeNull();
        }

        _account.Place(Infy, Side.Buy, 1, limitPrice: null).ShouldBeNull();
    }
}
