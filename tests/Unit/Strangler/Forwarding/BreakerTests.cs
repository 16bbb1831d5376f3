using Monolith.Strangler.Routing.Forwarding;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding;

public sealed class BreakerTests
{
    private readonly ManualTime _time = new();
    private readonly Breaker _breaker;

    public BreakerTests() => _breaker = new(failuresToOpen: 3, TimeSpan.FromSeconds(2), _time);

    [Fact]
    public void Allows_FailuresWithASuccessBetween_StaysClosed()
    {
        for (var i = 0; i < 10; i++)
        {
            _breaker.Failed().ShouldBeFalse();
            _breaker.Failed().ShouldBeFalse();
            _breaker.Answered().ShouldBeFalse();
        }

        _breaker.Allows().ShouldBeTrue();
    }

    [Fact]
    public void Allows_WhileOpen_LetsOneTryAfterEachWhile()
    {
        Open();

        _breaker.Allows().ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(2));
        _breaker.Allows().ShouldBeTrue();
        _breaker.Allows().ShouldBeFalse();
        _breaker.Failed().ShouldBeFalse("it was open already");
        _time.Advance(TimeSpan.FromSeconds(1.9));
        _breaker.Allows().ShouldBeFalse();
    }

    [Fact]
    public void Allows_TheTryNeverEnded_LetsAnotherTryLater()
    {
        Open();
        _time.Advance(TimeSpan.FromSeconds(2));
        _breaker.Allows().ShouldBeTrue();

        _time.Advance(TimeSpan.FromSeconds(2));

        _breaker.Allows().ShouldBeTrue();
    }

    [Fact]
    public void Answered_WhileOpen_Closes()
    {
        Open();

        _breaker.Answered().ShouldBeTrue();

        _breaker.IsOpen.ShouldBeFalse();
        _breaker.Allows().ShouldBeTrue();
        _breaker.Failed().ShouldBeFalse("it counts from zero again");
    }

    private void Open()
    {
        _breaker.Failed();
        _breaker.Failed();
        _breaker.Failed().ShouldBeTrue();
        _breaker.IsOpen.ShouldBeTrue();
    }
}
