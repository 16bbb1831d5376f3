using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monolith.ProbeModule;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Messaging.Peers;

/// <summary>What docs/operations.md says of <c>monolith_calls_*</c>.</summary>
public sealed class CallMetricsTests
{
    private static readonly ProbeQuery Query = new(ProbeKind.Answer, "");

    [Fact]
    public async Task Calls_Answered_AreCountedAndTimedByTarget()
    {
        await using var peer = await FakePeer.StartAsync();
        await using var sender = Placement.SenderTo(peer.Url);

        var collected = await CollectAsync(sender, async () =>
        {
            (await Placement.SendAsync(sender, Query)).Succeeded.ShouldBeTrue();
            (await Placement.SendAsync(sender, Query)).Succeeded.ShouldBeTrue();
        });

        collected.Where(c => c.Instrument == "monolith.calls").ShouldBe([("monolith.calls", "target=Probe", 1), ("monolith.calls", "target=Probe", 1)]);
        collected.Count(c => c is { Instrument: "monolith.calls.duration", Tags: "target=Probe", Value: > 0 and < 60 }).ShouldBe(2);
        collected.ShouldNotContain(c => c.Instrument == "monolith.calls.failures");
        collected.ShouldContain(("monolith.calls.breaker", "target=Probe", 0));
    }

    [Fact]
    public async Task Calls_ToNobody_AreFailuresByTheirReasonAndOpenTheBreaker()
    {
        await using var sender = Placement.SenderTo(new Uri($"http://127.0.0.1:{Ports.Free()}"), ("Modules:Probe:BreakFor", "00:05:00"));

        var collected = await CollectAsync(sender, async () =>
        {
            for (var i = 0; i < 8; i++)
            {
                (await Placement.SendAsync(sender, Query)).Succeeded.ShouldBeFalse();
            }
        });

        var failures = collected.Where(c => c.Instrument == "monolith.calls.failures").ToList();
        failures.Select(f => f.Tags).Distinct(StringComparer.Ordinal).ShouldBe(["target=Probe reason=unreachable", "target=Probe reason=breaker_open"]);
        collected.Count(c => c.Instrument == "monolith.calls").ShouldBe(failures.Count);
        collected.ShouldContain(("monolith.calls.breaker", "target=Probe", 1));
    }

    private static async Task<IReadOnlyCollection<(string Instrument, string Tags, double Value)>> CollectAsync(WebApplication sender, Func<Task> act)
    {
        var collected = new ConcurrentQueue<(string, string, double)>();
        var meters = sender.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                // Other tests' senders have meters of the same name.
                if (instrument.Meter.Scope == meters && instrument.Name.StartsWith("monolith.calls", StringComparison.Ordinal))
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => collected.Enqueue((i.Name, TextOf(tags), value)));
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => collected.Enqueue((i.Name, TextOf(tags), value)));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => collected.Enqueue((i.Name, TextOf(tags), value)));
        listener.Start();
        await act();
        listener.RecordObservableInstruments();
        return collected;
    }

    private static string TextOf(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"));
}
