using System.Diagnostics.Metrics;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Traffic;

public sealed class StranglerMetricsTests
{
    [Fact]
    public async Task Fallbacks_BeforeTheFirst_AreZeroForEachReasonOfEachRouteThatHasAService()
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document());

        var fallbacks = Collect(host, "strangler.fallbacks");

        // Without a first value the first increase cannot be seen, and an alert on the rate misses it.
        fallbacks.ShouldAllBe(f => f.Value == 0);
        fallbacks.ShouldContain(f => f.Series == "route=favorites.add reason=unreachable");
        fallbacks.ShouldContain(f => f.Series == "route=favorites.list reason=no_answer");
        fallbacks.ShouldNotContain(f => f.Series.Contains("movies.", StringComparison.Ordinal), "No service is configured for it.");
        Collect(host, "strangler.replays").ShouldNotContain(r => r.Series.EndsWith("unreachable", StringComparison.Ordinal), "Nothing was sent.");
    }

    [Fact]
    public async Task Fallbacks_AfterOne_AreCountedByTheirReason()
    {
        await using var host = await TestHost.StartWithFlagsAsync($"http://127.0.0.1:{Ports.Free()}", TestFlags.Document(TestFlags.Everyone("favorites.list")));

        await host.SendAsync(HttpMethod.Get, "/api/favorites");

        Collect(host, "strangler.fallbacks").Where(f => f.Value > 0).ShouldHaveSingleItem().ShouldBe(("route=favorites.list reason=unreachable", 1));
    }

    /// <summary>What this host's meter says now.</summary>
    private static List<(string Series, long Value)> Collect(TestHost host, string name)
    {
        var collected = new List<(string, long)>();
        var factory = host.Get<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                // Other tests' hosts have meters of the same name.
                if (instrument.Meter.Scope == factory && instrument.Name == name)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => collected.Add((string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}")), value)));
        listener.Start();
        listener.RecordObservableInstruments();
        return collected;
    }
}
