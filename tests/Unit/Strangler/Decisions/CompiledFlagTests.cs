using System.Globalization;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Decisions;

public sealed class CompiledFlagTests
{
    private static readonly string[] Users = [.. Enumerable.Range(1, 2000).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    [Fact]
    public void Decide_AnyKindOfFlag_AllocatesNothing()
    {
        var flags = new[]
        {
            TestFlags.Percent("m.percent", 30),
            TestFlags.Everyone("m.everyone"),
            TestFlags.Flag("m.off", enabled: false),
            TestFlags.Flag("m.named", percentile: TestFlags.Service(0, 10), user: """{"variant":"service","users":["5"]}""", group: """{"variant":"service","groups":["beta"]}"""),
        };
        var snapshot = Compile(flags);
        string[] ids = ["m.percent", "m.everyone", "m.off", "m.named", "m.none"];
        string[] groups = ["alpha", "beta"];
        var services = 0;
        void DecideAll()
        {
            foreach (var id in ids)
            {
                foreach (var user in Users)
                {
                    services += snapshot.Find(id)?.Decide(user, groups, default).Side == Side.Service ? 1 : 0;
                }
            }
        }

        DecideAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        DecideAll();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.ShouldBe(0);
        services.ShouldBeGreaterThan(Users.Length);
    }

    [Fact]
    public void Decide_RampUpDownAndUp_MovesTheSameUsersEachTime()
    {
        var ten = OnService(Compile(TestFlags.Percent("m.a", 10)), "m.a");
        var thirty = OnService(Compile(TestFlags.Percent("m.a", 30)), "m.a");
        var tenAgain = OnService(Compile(TestFlags.Percent("m.a", 10)), "m.a");

        ten.IsSubsetOf(thirty).ShouldBeTrue();
        tenAgain.SetEquals(ten).ShouldBeTrue();
        ten.Count.ShouldBeInRange(140, 260);
        thirty.Count.ShouldBeInRange(520, 680);
    }

    [Fact]
    public void Decide_SeveralRoutesOfAModuleAtOnePercentage_SplitsNoUser()
    {
        string[] routes = ["favorites.list", "favorites.add", "favorites.remove"];
        var snapshot = Compile([.. routes.Select(r => TestFlags.Percent(r, 30))]);

        var sides = routes.Select(r => OnService(snapshot, r)).ToList();

        sides[1].SetEquals(sides[0]).ShouldBeTrue();
        sides[2].SetEquals(sides[0]).ShouldBeTrue();
    }

    [Theory]
    [InlineData("m.off", nameof(DecisionReason.Disabled))]
    [InlineData("m.zero", nameof(DecisionReason.Everyone))]
    [InlineData("m.half", nameof(DecisionReason.NoKey))]
    public void Decide_NobodySignedIn_IsTheMonolithAndSaysWhy(string route, string expected)
    {
        var snapshot = Compile(TestFlags.Flag("m.off", enabled: false, percentile: TestFlags.Service(0, 100)), TestFlags.Flag("m.zero"), TestFlags.Percent("m.half", 50));

        snapshot.Find(route)!.Decide(user: null, [], default).ShouldBe(new Decision(Side.Monolith, Enum.Parse<DecisionReason>(expected)));
    }

    [Fact]
    public void Decide_NamedUserAndGroup_ComeBeforeThePercentile()
    {
        var flag = Compile(TestFlags.Flag(
            "m.a", percentile: TestFlags.Service(0, 100),
            user: """{"variant":"monolith","users":["7"]}""", group: """{"variant":"monolith","groups":["late"]}""")).Find("m.a")!;

        flag.Decide("7", [], default).ShouldBe(new Decision(Side.Monolith, DecisionReason.User));
        flag.Decide("8", ["early", "late"], default).ShouldBe(new Decision(Side.Monolith, DecisionReason.Group));
        flag.Decide("8", ["early"], default).ShouldBe(new Decision(Side.Service, DecisionReason.Percentile));
    }

    [Theory]
    [InlineData(0, 12.5, 12.5)]
    [InlineData(0, 100, 100)]
    [InlineData(20, 30, 10)]
    [InlineData(0, 0, 0)]
    public void Percent_OfARange_IsItsWidth(double from, double to, double percent)
        => Compile(TestFlags.Flag("m.a", percentile: TestFlags.Service(from, to))).PercentOf("m.a").ShouldBe((decimal)percent);

    [Fact]
    public void Percent_OfOverlappingRangesAndADefault_CountsTheFirstThatMatches()
    {
        const string ranges = """{"variant":"monolith","from":10,"to":40},{"variant":"service","from":0,"to":30}""";

        Compile(TestFlags.Flag("m.a", percentile: ranges, defaultWhenEnabled: "service")).PercentOf("m.a").ShouldBe(70);
        Compile(TestFlags.Flag("m.a", percentile: ranges)).PercentOf("m.a").ShouldBe(10);
        Compile(TestFlags.Flag("m.a", percentile: ranges, enabled: false)).PercentOf("m.a").ShouldBe(0);
    }

    private static RoutingSnapshot Compile(params string[] flags) => new(1, FlagDocument.Parse(TestFlags.Document(flags)));

    private static HashSet<string> OnService(RoutingSnapshot snapshot, string route)
        => [.. Users.Where(u => snapshot.Find(route)!.Decide(u, [], default).Side == Side.Service)];
}
