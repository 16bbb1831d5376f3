using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Flags;

public sealed class FlagEditsTests
{
    private static readonly FlagDocument Two = new FlagDocument().WithFlagsFor(["favorites.add", "favorites.list"]);

    [Fact]
    public void WithFlagsFor_RoutesWithoutFlags_AddsThemAsMonolithAndKeepsTheOthers()
    {
        var shifted = Two.Shift(["favorites.add"], 30);

        var more = new RoutingSnapshot(1, shifted.WithFlagsFor(["favorites.add", "movies.search"]));

        more.PercentOf("favorites.add").ShouldBe(30);
        more.PercentOf("movies.search").ShouldBe(0);
        more.Document.Flags.Select(f => f.Id).ShouldBe(["favorites.add", "favorites.list", "movies.search"]);
    }

    [Fact]
    public void Shift_OneRoute_LeavesTheOthers()
    {
        var snapshot = new RoutingSnapshot(1, Two.Shift(["favorites.add"], 12.5m));

        snapshot.PercentOf("favorites.add").ShouldBe(12.5m);
        snapshot.PercentOf("favorites.list").ShouldBe(0);
    }

    [Fact]
    public void Shift_ToHundred_TakesAnonymousRequestsAlong()
    {
        new RoutingSnapshot(1, Two.Shift(["favorites.add"], 100)).Find("favorites.add")!.Decide(user: null, [], default).Side.ShouldBe(Side.Service);
        new RoutingSnapshot(1, Two.Shift(["favorites.add"], 99.9m)).Find("favorites.add")!.Decide(user: null, [], default).Side.ShouldBe(Side.Monolith);
        new RoutingSnapshot(1, Two.Shift(["favorites.add"], 100).Shift(["favorites.add"], 50)).Find("favorites.add")!.Decide(user: null, [], default).Side.ShouldBe(Side.Monolith);
    }

    [Fact]
    public void RollBack_WithANamedUser_SendsThatUserBackToo()
    {
        var named = FlagDocument.Parse(TestFlags.Document(TestFlags.Flag("m.a", user: """{"variant":"service","users":["7"]}""")));
        new RoutingSnapshot(1, named).Find("m.a")!.Decide("7", [], default).Side.ShouldBe(Side.Service);

        var back = named.RollBack(["m.a"]);

        new RoutingSnapshot(1, back).Find("m.a")!.Decide("7", [], default).Side.ShouldBe(Side.Monolith);
        new RoutingSnapshot(1, back.Shift(["m.a"], 0)).Find("m.a")!.Decide("7", [], default).Side.ShouldBe(Side.Service, "the entry stays for the next shift");
    }
}
