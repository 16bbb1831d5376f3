using Monolith.PaperBroker;
using Monolith.PaperBroker.Market;
using Shouldly;
using Xunit;

namespace Monolith.Unit.PaperBroker.Market;

public sealed class ExchangeTests
{
    [Fact]
    public void Prices_OfOneSeed_AreTheSameAndMove()
    {
        var (one, same, other) = (new Exchange(new()), new Exchange(new()), new Exchange(new PaperSettings { Seed = 7 }));
        var first = Prices(one);
        for (var i = 0; i < 100; i++)
        {
            one.Tick();
            same.Tick();
            other.Tick();
        }

        Prices(one).ShouldBe(Prices(same));
        Prices(one).ShouldNotBe(Prices(other));
        Prices(one).Zip(first).ShouldAllBe(p => p.First != p.Second);
        Prices(one).ShouldAllBe(p => p % 0.05m == 0);
    }

    [Fact]
    public void Prices_AfterADayOfTicks_AreNearTheBeginning()
    {
        var exchange = new Exchange(new());
        for (var i = 0; i < 22_500; i++)
        {
            exchange.Tick();
        }

        Instrument.All.ShouldAllBe(i => exchange.PriceOf(i) > i.FirstPrice / 2 && exchange.PriceOf(i) < i.FirstPrice * 2);
    }

    private static List<decimal> Prices(Exchange exchange) => [.. Instrument.All.Select(exchange.PriceOf)];
}
