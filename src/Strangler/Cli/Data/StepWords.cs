using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Switching;

namespace Monolith.Strangler.Cli.Data;

/// <summary>What a step of a switch means for those who use the data.</summary>
internal static class StepWords
{
    public static string Of(SwitchStep step) => $"{step}: " + step switch
    {
        SwitchStep.Checked => "nothing stands in the way.",
        SwitchStep.Fenced => "the old owner writes no more.",
        SwitchStep.Drained => "all it wrote has arrived.",
        SwitchStep.Flushed => "all that arrived is on the new owner's disk.",
        SwitchStep.Ceded => "the old owner has given up; from here it only goes forward.",
        _ => "the new owner writes.",
    };

    public static string Of(Place place) => place == Place.Monolith ? "the monolith's database" : "the module's own database";
}
