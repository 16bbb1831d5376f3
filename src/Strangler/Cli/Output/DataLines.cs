using System.Globalization;
using Monolith.Strangler.Cli.Api;

namespace Monolith.Strangler.Cli.Output;

/// <summary>Where modules' data is: a line for each that is or was moved, below it what wants somebody's attention, and one for all others.</summary>
internal static class DataLines
{
    private const string Shared = "shared";

    public static IEnumerable<Styled> Of(IReadOnlyList<DataStatus> modules)
    {
        foreach (var module in modules.Where(m => m.Stage != Shared))
        {
            yield return new(
                $"Data of {module.Module} on {Words.Time(module.SeenAt)}: {Plain(module.Stage)}, epoch {module.Epoch}, {Owner(module)}. {string.Join(". ", module.Streams.Select(Stream))}. The way back is {(module.WayBackArmed ? "armed" : "not armed")}.",
                module.Owner is null || module.Streams.Any(IsSick) ? "red" : null);
            if (module.Halted is not null)
            {
                yield return new($"{module.Module}: {module.Halted}", "red");
            }

            if (module.WayBackTrouble is not null && module.Stage != "retired")
            {
                yield return new($"{module.Module}: the way back is not armed. {module.WayBackTrouble}", "yellow");
            }
        }

        if (modules.Where(m => m.Stage == Shared).Select(m => m.Module).ToList() is { Count: > 0 } shared)
        {
            yield return new($"Data of {string.Join(", ", shared)}: shared, owned by {Database("monolith")}.");
        }
    }

    /// <summary>What a step of a module's data did.</summary>
    public static string Of(DataStep step) => $"{step.Module}'s data: " + step.Step switch
    {
        "replicating" => $"copying to {Database(step.To)} begun",
        "following" => $"{Database(step.To)} follows",
        "emptied" => $"the copy in {Database(step.To)} emptied",
        "verified" => $"{Database(step.To)} holds the same rows, epoch {step.Epoch}",
        "fenced" => $"switch to {Database(step.To)} begun, epoch {step.Epoch}",
        "resumed" => $"switch to {Database(step.To)} gone on with, epoch {step.Epoch}",
        "aborted" => $"switch to {Database(step.To)} called off{Halted(step)}; {Database(step.From)} owns it again, epoch {step.Epoch}",
        "ceded" => $"given up by {Database(step.From)}, epoch {step.Epoch}",
        "activated" => $"owned by {Database(step.To)}, epoch {step.Epoch}{Halted(step)}",
        "reclaimed" => $"lost on the way to {Database(step.To)}{Halted(step)}; {Database(step.From)} owns it again, epoch {step.Epoch}",
        "retired" => $"retired in {Database(step.From)}: no way back",
        _ => $"{step.Step} by hand in {Database(step.From)}, epoch {step.Epoch}",
    };

    private static string Halted(DataStep step)
        => step.HaltedMs is { } halted ? string.Create(CultureInfo.InvariantCulture, $"; nobody could write for {halted:0} ms") : "";

    private static string Owner(DataStatus module) => module.Owner is { } owner ? $"owned by {Database(owner)}" : module.Halted is null ? "owner not known" : "owned by nobody";

    private static string Stream(DataStream stream)
    {
        var slot = stream switch
        {
            { Slot: null } => "no slot",
            { LagBytes: { } lag } => $"{Words.Bytes(Math.Max(lag, 0))} {(stream.State == "at_rest" ? "kept" : "behind")}, slot {stream.Slot}",
            _ => $"slot {stream.Slot}",
        };
        return $"To {Database(stream.To)}: {Plain(stream.State)}{(stream is { State: "none", Slot: null } ? "" : $", {slot}")}";
    }

    private static bool IsSick(DataStream stream) => stream.Slot is "lost" or "unreserved" || stream.State == "not_running";

    private static string Database(string place) => place == "monolith" ? "the monolith's database" : "its own database";

    private static string Plain(string word) => word.Replace('_', ' ');
}
