using System.Globalization;
using Monolith.Strangler.Cli.Output;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Status;

namespace Monolith.Strangler.Cli.Data;

/// <summary>Where the data of modules stands, a line each, and below what wants somebody's attention.</summary>
internal static class DataStatusFrame
{
    private static readonly string[] Headers = ["Module", "Stage", "Owner", ">Epoch", "To the own database", "Back to the monolith's", "Way back"];

    public static Frame Of(IReadOnlyList<ModuleStatus> all) => new(Headers, [.. all.Select(Row)], [.. all.SelectMany(Lines)]);

    private static IReadOnlyList<Styled> Row(ModuleStatus status) =>
    [
        status.Module,
        StageWords(status.Stage),
        status.Owner is { } owner ? status.Places[(int)owner].Database : new Styled(status.Halted is null ? "not known" : "nobody", "red"),
        $"{status.Epoch}",
        Stream(status, status.Streams[0], sender: Place.Monolith),
        Stream(status, status.Streams[1], sender: Place.Own),
        status.IsWayBackArmed ? new("armed", "green") : new("not armed", "yellow"),
    ];

    private static Styled Stream(ModuleStatus status, StreamStatus stream, Place sender)
    {
        var words = status.MovementOf(stream.Direction) switch
        {
            StreamMovement.Unknown => "not known",
            StreamMovement.None => "none",
            StreamMovement.Copying => $"copying {stream.Subscription!.Unfinished.Count} tables",
            StreamMovement.AtRest => "at rest",
            StreamMovement.NotRunning => "not running",
            _ => "following",
        };
        var slot = stream.Slot switch
        {
            null when status.Places[(int)sender].Unreachable is not null => "slot not known",
            null => "no slot",
            { LagBytes: { } lag } => $"{Size(lag)} {(stream.Subscription is { IsEnabled: false } ? "kept" : "behind")}, slot {stream.Slot.Health}",
            _ => $"slot {stream.Slot.Health}",
        };
        return words == "none" && slot == "no slot" ? new("none") : new($"{words}, {slot}", IsSick(stream) ? "red" : null);
    }

    private static bool IsSick(StreamStatus stream)
        => stream.Slot?.Health is "lost" or "unreserved" || stream.Subscription is { IsEnabled: true, IsRunning: false };

    private static IEnumerable<Styled> Lines(ModuleStatus status)
    {
        foreach (var place in status.Places.Where(p => p.Unreachable is not null))
        {
            yield return new($"{status.Module}: {StepWords.Of(place.Place)}, {place.Database}, does not answer: {place.Unreachable}", "red");
        }

        if (status.Halted is not null)
        {
            yield return new($"{status.Module}: {status.Halted}", "red");
        }

        if (status.WayBackTrouble is not null && status.Places.All(p => p.Unreachable is null))
        {
            yield return new($"{status.Module}: the way back is not armed. {status.WayBackTrouble}", status.Stage is ModuleStage.Shared or ModuleStage.Retired ? null : "yellow");
        }
    }

    private static string StageWords(ModuleStage stage) => stage switch
    {
        ModuleStage.CutOver => "cut over",
        ModuleStage.ReplicatingBack => "replicating back",
        _ => stage.ToString().ToLowerInvariant(),
    };

    private static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(bytes, 0)} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        < 1024L * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024 * 1024):0.##} GiB"),
    };
}
