using Monolith.Kernel.Events.Delivery;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Events;

public sealed class ParcelsTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Unknown_HandlersGetATransactionEach_AsFarAsThereAreSlots()
    {
        var parcels = new Parcels(_time);

        parcels.For(5, 8).ShouldBe(5);
        parcels.For(50, 8).ShouldBe(8);
    }

    [Fact]
    public void Quick_HandlersShareOne_UntilThereIsTooMuchForIt()
    {
        var parcels = new Parcels(_time);
        Handle(parcels, events: 10, TimeSpan.FromMilliseconds(5), times: 50);

        parcels.For(1, 8).ShouldBe(1);
        parcels.For(19, 8).ShouldBe(1);
        parcels.For(100, 8).ShouldBeInRange(5, 6);
    }

    [Fact]
    public void Slow_HandlersNeverShare_WhereThereIsASlotForEach()
    {
        var parcels = new Parcels(_time);
        Handle(parcels, events: 10, TimeSpan.FromMilliseconds(5), times: 50);
        Handle(parcels, events: 1, TimeSpan.FromMilliseconds(300), times: 1);

        parcels.For(8, 8).ShouldBe(8);
    }

    [Fact]
    public void Failure_SetsThemApartAgain()
    {
        var parcels = new Parcels(_time);
        Handle(parcels, events: 10, TimeSpan.FromMilliseconds(5), times: 50);

        parcels.Forget();

        parcels.For(6, 8).ShouldBe(6);
    }

    private void Handle(Parcels parcels, int events, TimeSpan time, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var started = _time.GetTimestamp();
            _time.Advance(time);
            parcels.Learn(events, started);
        }
    }
}
