using System.Diagnostics.Metrics;
using Monolith.Host.DataCutover;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Replication;
using Monolith.Strangler.Cutover.Status;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Host.DataCutover;

public sealed class DataMetricsTests
{
    [Fact]
    public void Collect_OwnedByItsOwnAndFollowed_SaysSo()
    {
        var figures = Collect(Status(ModuleStage.ReplicatingBack, Place.Own, new("reserved", 4096), wayBackTrouble: null));

        figures["monolith.data.stage wallet replicating_back"].ShouldBe(1);
        figures["monolith.data.epoch wallet"].ShouldBe(4);
        figures["monolith.data.away wallet"].ShouldBe(1);
        figures["monolith.data.halted wallet"].ShouldBe(0);
        figures["monolith.data.way_back_armed wallet"].ShouldBe(1);
        figures["monolith.data.slot wallet back reserved"].ShouldBe(1);
        figures["monolith.data.slot wallet forward none"].ShouldBe(1);
        figures["monolith.data.lag wallet back"].ShouldBe(4096);
        figures.ShouldNotContainKey("monolith.data.lag wallet forward");
    }

    [Fact]
    public void Collect_StagesAndSlots_AreZeroWhereTheyAreNot()
    {
        var figures = Collect(Status(ModuleStage.CutOver, owner: null, new("lost", null), wayBackTrouble: "lost"));

        figures.Where(f => f.Key.StartsWith("monolith.data.stage", StringComparison.Ordinal)).ShouldBe(
            Enum.GetValues<ModuleStage>().Select(s => KeyValuePair.Create($"monolith.data.stage wallet {Words[s]}", s == ModuleStage.CutOver ? 1L : 0L)), ignoreOrder: true);
        figures.Where(f => f is { Key: var key, Value: 1 } && key.StartsWith("monolith.data.slot", StringComparison.Ordinal)).Select(f => f.Key)
            .ShouldBe(["monolith.data.slot wallet back lost", "monolith.data.slot wallet forward none"], ignoreOrder: true);
        figures["monolith.data.halted wallet"].ShouldBe(1);
        figures["monolith.data.way_back_armed wallet"].ShouldBe(0);
    }

    [Fact]
    public void Collect_NeverPrepared_SaysWhereItIsAndNothingThatAnAlertLooksFor()
    {
        var figures = Collect(ModuleStatus.NeverPrepared("wallet"));

        figures["monolith.data.stage wallet shared"].ShouldBe(1);
        figures["monolith.data.halted wallet"].ShouldBe(0);
        figures["monolith.data.away wallet"].ShouldBe(0);
        figures.Keys.ShouldAllBe(k => !k.StartsWith("monolith.data.way_back_armed", StringComparison.Ordinal) && !k.StartsWith("monolith.data.slot", StringComparison.Ordinal));
    }

    private static Dictionary<ModuleStage, string> Words => new()
    {
        [ModuleStage.Unknown] = "unknown", [ModuleStage.Shared] = "shared", [ModuleStage.Replicating] = "replicating", [ModuleStage.CutOver] = "cut_over",
        [ModuleStage.ReplicatingBack] = "replicating_back", [ModuleStage.Retired] = "retired",
    };

    private static ModuleStatus Status(ModuleStage stage, Place? owner, SlotState back, string? wayBackTrouble) => new(
        "wallet", stage, owner, Epoch: 4, [new(Place.Monolith, "monolith", null, null), new(Place.Own, "own", null, null)],
        [new(Direction.Forward, null, null), new(Direction.Back, null, back)], Halted: null, wayBackTrouble);

    /// <summary>By instrument and values of the tags.</summary>
    private static Dictionary<string, long> Collect(ModuleStatus status)
    {
        var figures = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        using var metrics = new DataMetrics(() => [status]);
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Meter.Name == DataMetrics.MeterName)
            {
                to.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => figures.Add(string.Join(' ', [instrument.Name, .. tags.ToArray().Select(t => t.Value)]), value));
        listener.Start();
        listener.RecordObservableInstruments();
        return figures;
    }
}
