using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Monolith.Strangler.Cli.Output;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Verification;

namespace Monolith.Strangler.Cli.Data;

internal static class VerifyCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static Command Create(DataOptions data)
    {
        var named = new Option<int>("--named") { HelpName = "COUNT", Description = "Name at most so many rows that differ, 1 to 10000.", DefaultValueFactory = _ => 100 };
        named.Validators.Add(result =>
        {
            if (result.GetValue(named) is < 1 or > 10_000)
            {
                result.AddError("--named takes 1 to 10000.");
            }
        });
        var command = new Command("verify", "Compares both databases in chunks of the key, while they are used, and names the rows that differ by their keys.") { named };
        data.SetAction(command, async (pair, arguments, stop) =>
        {
            var report = await new ModuleVerification(pair, new VerificationSettings { MostNamed = arguments.GetValue(named) }).RunAsync(Progress(), stop);
            if (arguments.GetValue(data.Json))
            {
                Screen.WriteJson(report);
            }
            else
            {
                Show(report, pair, new Screen());
            }

            return report.Differences.Count > 0 ? ExitCode.Different : report.IsEqual ? ExitCode.Done : ExitCode.Unfinished;
        });
        return command;
    }

    /// <summary>Every second: a large table has many chunks.</summary>
    private static Action<VerificationProgress> Progress()
    {
        var last = Stopwatch.GetTimestamp();
        return progress =>
        {
            if (Stopwatch.GetElapsedTime(last) >= Pause)
            {
                last = Stopwatch.GetTimestamp();
                var share = progress.EstimatedRows > 0 ? string.Create(CultureInfo.InvariantCulture, $" of about {progress.EstimatedRows:N0}") : "";
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{progress.Table}: {progress.Rows:N0}{share} rows compared, {progress.Suspects} to be looked at again ..."));
            }
        };
    }

    private static void Show(VerificationReport report, CutoverPair pair, Screen screen)
    {
        screen.Table(
            ["Table", ">Rows", "Not compared"],
            report.Tables.Select(t => (string[])[t.Table, t.Rows.ToString("N0", CultureInfo.InvariantCulture), t.NotCompared ?? ""]));
        var (right, other) = report.Owner == Place.Monolith ? (pair.Monolith, pair.Own) : (pair.Own, pair.Monolith);
        if (report.Differences.Count > 0)
        {
            screen.Table(["Table", "Key", $"In {other.Description}"], report.Differences.Select(d => (string[])[d.Table, string.Join(", ", d.Key), Words(d.Kind)]));
            screen.Line($"{report.Differences.Count} rows differ{(report.MoreSuspects > 0 ? $", and {report.MoreSuspects} more may" : "")}: {right.Description} is the owner, {other.Description} is not the same.", "red");
        }

        if (report.Unfinished is not null)
        {
            screen.Line(report.Unfinished, "yellow");
        }

        if (report.IsEqual)
        {
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"Both databases hold the same {report.Tables.Sum(t => t.Rows):N0} rows."), "green");
        }
    }

    private static string Words(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Missing => "missing",
        DifferenceKind.Extra => "there, but not at the owner",
        _ => "other values",
    };
}
