using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Decisions;

/// <summary>The compiled decision is the one Microsoft.FeatureManagement makes from the same document.</summary>
public sealed class FeatureManagementParityTests
{
    // Many small documents: the peer looks through all flags of its configuration at every call.
    private const int Documents = 500;
    private const int FlagsPerDocument = 4;
    private const int UsersPerFlag = 50;

    [Fact]
    public async Task Decide_RandomPercentagesUsersAndGroups_SameAsVariantFeatureManager()
    {
        (Documents * FlagsPerDocument * UsersPerFlag).ShouldBe(100_000);
        var now = DateTimeOffset.UtcNow;
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var sides = new Dictionary<Side, int> { [Side.Monolith] = 0, [Side.Service] = 0 };
        for (var number = 0; number < Documents; number++)
        {
            var ids = Enumerable.Range(number * FlagsPerDocument, FlagsPerDocument).ToDictionary(i => i, i => $"m{i % 40}.r{i}");
            var document = TestFlags.Document([.. ids.Select(flag => RandomFlag(random, flag.Value, flag.Key, now))]);
            var snapshot = new RoutingSnapshot(1, FlagDocument.Parse(document));
            await using var peer = Peer(document);
            var manager = peer.GetRequiredService<IVariantFeatureManager>();
            foreach (var id in ids.Values)
            {
                for (var i = 0; i < UsersPerFlag; i++)
                {
                    var user = RandomUser(random);
                    string[] groups = [.. Enumerable.Range(0, random.Next(3)).Select(_ => $"g{random.Next(6)}")];
                    var theirs = await manager.GetVariantAsync(id, new TargetingContext { UserId = user, Groups = groups });

                    var ours = snapshot.Find(id)!.Decide(user, groups, now);

                    Variants.SideOf(theirs.Name).ShouldBe(ours.Side, $"flag {id}, user '{user}', groups {string.Join(',', groups)}, random seed {seed}");
                    sides[ours.Side]++;
                }
            }
        }

        sides.Values.ShouldAllBe(count => count > Documents * FlagsPerDocument * UsersPerFlag / 10, "else the comparison compared nothing");
    }

    [Fact]
    public async Task Decide_BoundaryExactlyAtAUsersBucket_SameAsVariantFeatureManager()
    {
        // The share of a bucket is a double; a range that ends or begins exactly there is where another order of operations would show.
        foreach (var user in Enumerable.Range(1, 100).Select(i => i.ToString(CultureInfo.InvariantCulture)))
        {
            var bucket = Bucket.Of(user, "m");
            var document = TestFlags.Document(
                TestFlags.Percent("m.to", bucket),
                TestFlags.Flag("m.from", percentile: TestFlags.Service(bucket, 100)),
                TestFlags.Percent("m.above", Math.BitIncrement(bucket)));
            var snapshot = new RoutingSnapshot(1, FlagDocument.Parse(document));
            await using var peer = Peer(document);
            var manager = peer.GetRequiredService<IVariantFeatureManager>();
            foreach (var (id, side) in new[] { ("m.to", Side.Monolith), ("m.from", Side.Service), ("m.above", Side.Service) })
            {
                var theirs = await manager.GetVariantAsync(id, new TargetingContext { UserId = user });
                snapshot.Find(id)!.Decide(user, [], default).Side.ShouldBe(side);
                theirs.Name.ShouldBe(side == Side.Service ? "service" : "monolith");
            }
        }
    }

    [Theory]
    [InlineData("monolith")]
    [InlineData("service")]
    public async Task Decide_NobodySignedIn_SameAsVariantFeatureManagerWithoutContext(string defaultWhenEnabled)
    {
        var document = TestFlags.Document(TestFlags.Flag("m.r", percentile: TestFlags.Service(0, 50), defaultWhenEnabled: defaultWhenEnabled, user: """{"variant":"monolith","users":["1"]}"""));
        await using var peer = Peer(document);

        var theirs = await peer.GetRequiredService<IVariantFeatureManager>().GetVariantAsync("m.r");
        var ours = new RoutingSnapshot(1, FlagDocument.Parse(document)).Find("m.r")!.Decide(user: null, [], default);

        ours.ShouldBe(new Decision(Variants.SideOf(theirs.Name), DecisionReason.NoKey));
    }

    private static ServiceProvider Peer(string document)
    {
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(document))).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        services.AddFeatureManagement();
        return services.BuildServiceProvider();
    }

    [Theory]
    [InlineData("Any")]
    [InlineData("All")]
    public async Task Decide_SeveralWindows_SameAsVariantFeatureManager(string requirement)
    {
        var now = DateTimeOffset.UtcNow;
        string[] windows =
        [
            TestFlags.Window(now.AddHours(-1), null), TestFlags.Window(null, now.AddHours(1)), TestFlags.Window(now.AddHours(1), null), TestFlags.Window(now.AddHours(-2), now.AddHours(-1)),
        ];
        foreach (var chosen in Enumerable.Range(1, 15))
        {
            var filters = windows.Where((_, i) => (chosen & (1 << i)) != 0);
            var document = TestFlags.Document(TestFlags.Flag(
                "m.r", percentile: TestFlags.Service(0, 100), conditions: $$"""{"requirement_type":"{{requirement}}","client_filters":[{{string.Join(',', filters)}}]}"""));
            await using var peer = Peer(document);

            var theirs = await peer.GetRequiredService<IVariantFeatureManager>().GetVariantAsync("m.r", new TargetingContext { UserId = "1" });
            var ours = new RoutingSnapshot(1, FlagDocument.Parse(document)).Find("m.r")!.Decide("1", [], now);

            ours.Side.ShouldBe(Variants.SideOf(theirs.Name), $"{requirement} of windows {chosen:b4}");
        }
    }

    private static string RandomFlag(Random random, string id, int index, DateTimeOffset now)
    {
        // Every few flags a boundary, the rest anything; some with a hole, some with two ranges that overlap.
        var to = (index % 10) switch { 0 => 0, 1 => 100, _ => Math.Round(random.NextDouble() * 100, random.Next(4)) };
        var from = index % 4 == 0 ? Math.Round(random.NextDouble() * to, 2) : 0;
        var ranges = TestFlags.Service(Math.Min(from, to), to);
        if (index % 7 == 0)
        {
            ranges = $$"""{"variant":"monolith","from":{{random.Next(50)}},"to":{{50 + random.Next(51)}} },{{ranges}}""";
        }

        var user = index % 3 == 0 ? $$"""{"variant":"service","users":["{{random.Next(40)}}","7"]},{"variant":"monolith","users":["7","8"]}""" : "";
        var group = index % 5 == 0 ? """{"variant":"monolith","groups":["g1","g2"]},{"variant":"service","groups":["g2","g3"]}""" : "";
        var start = now.AddHours(random.Next(-20, 2));
        var schedule = index % 6 == 0 ? $$"""{"client_filters":[{{TestFlags.Window(start, start.AddHours(random.Next(1, 40)))}}]}""" : "";
        return TestFlags.Flag(id, enabled: index % 20 != 19, ranges, user, group, index % 11 == 0 ? "service" : "monolith", conditions: schedule);
    }

    private static string RandomUser(Random random) => random.Next(10) switch
    {
        0 => random.Next(40).ToString(CultureInfo.InvariantCulture),
        1 => Guid.NewGuid().ToString(),
        2 => "José-日本-" + random.Next(),
        3 => new string('u', random.Next(1, 2000)),
        4 => "",
        _ => random.Next().ToString(CultureInfo.InvariantCulture),
    };
}
