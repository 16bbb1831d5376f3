using System.CommandLine;
using Monolith.Strangler.Cli.Output;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Planning;

namespace Monolith.Strangler.Cli.Data;

internal static class PlanCommand
{
    public static Command Create(DataOptions data)
    {
        var command = new Command("plan", "Looks whether a module's data may be moved, and what must change first. Changes nothing.");
        data.SetAction(command, async (pair, arguments, stop) =>
        {
            var report = await new CutoverPlan(pair).RunAsync(stop);
            if (arguments.GetValue(data.Json))
            {
                Screen.WriteJson(report);
            }
            else
            {
                Show(report, new Screen());
            }

            return report.MayStart ? ExitCode.Done : ExitCode.Refused;
        });
        return command;
    }

    private static void Show(PlanReport report, Screen screen)
    {
        screen.Line($"{report.Module}: from {report.Monolith} to {report.Own}");
        screen.Table(["Table", ">Rows, about", ">Size"], report.Tables.Select(t => (string[])[t.Name, Words.Count(t.Rows), Words.Bytes(t.Bytes)]));
        screen.Show(new Frame(
            ["", "Where", "What", "Is", "To do"],
            [.. report.Findings.Select(f => (IReadOnlyList<Styled>)[new($"{f.Verdict}", Colour(f.Verdict)), Where(f.Place), f.Subject, f.Says, f.Remedy ?? ""])],
            [new(Sum(report), report.MayStart ? "green" : "red")]));
    }

    private static string Sum(PlanReport report)
        => report.MayStart ? $"It may start: 'strangler data replicate {report.Module}'." : $"It may not start: {report.Findings.Count(f => f.Verdict == Verdict.Blocks)} must change first.";

    private static string Colour(Verdict verdict) => verdict switch
    {
        Verdict.Ready => "green",
        Verdict.Warns => "yellow",
        _ => "red",
    };

    private static string Where(Place? place) => place switch
    {
        Place.Monolith => "monolith",
        Place.Own => "own",
        _ => "both",
    };
}
