using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Monolith.Strangler.Cli.Output;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Status;
using Monolith.Strangler.Cutover.Switching;
using Monolith.Strangler.Cutover.Verification;

namespace Monolith.Strangler.Cli.Data;

internal static class SwitchCommand
{
    private static readonly TimeSpan ArmingPatience = TimeSpan.FromSeconds(5);

    public static Command Create(DataOptions data)
    {
        var back = new Option<bool>("--back") { Description = "To the monolith's database. Without it: to the module's own." };
        var resume = new Option<bool>("--resume") { Description = "Goes on with a switch, in whichever direction, whose controller ended." };
        var abort = new Option<bool>("--abort") { Description = "Calls such a switch off and gives the data back to the old owner; not any more once that has ceded." };
        var command = new Command("switch", "Hands a module's data from one database to the other. Ctrl-C calls it off as long as the old owner has not ceded.") { back, resume, abort };
        command.Validators.Add(result =>
        {
            if (new[] { back, resume, abort }.Count(o => result.GetValue(o)) > 1)
            {
                result.AddError("Give one of --back, --resume and --abort: the last two know the direction.");
            }
        });
        data.SetAction(command, async (pair, arguments, stop) =>
        {
            var json = arguments.GetValue(data.Json);
            if (arguments.GetValue(abort))
            {
                return await AbortAsync(pair, json, stop);
            }

            var steps = new StepsShown(json ? Console.Error : Console.Out, stop);
            var module = new ModuleSwitch(pair, new SwitchSettings());
            try
            {
                if (!arguments.GetValue(resume))
                {
                    await Console.Error.WriteLineAsync(await ComparedAsync(pair, stop));
                }

                var report = await (arguments.GetValue(resume)
                    ? module.ResumeAsync(steps.ShowAsync, stop)
                    : module.RunAsync(arguments.GetValue(back) ? Place.Monolith : Place.Own, steps.ShowAsync, stop));
                await ShowAsync(pair, report, json);
                return ExitCode.Done;
            }
            catch (Exception e) when ((steps.HasBegun || arguments.GetValue(resume)) && e is CutoverException or Npgsql.NpgsqlException or TimeoutException or OperationCanceledException)
            {
                throw await ExplainAsync(pair, e);
            }
        });
        return command;
    }

    private static async Task<int> AbortAsync(CutoverPair pair, bool json, CancellationToken stop)
    {
        var old = FindFenced(pair, await new StatusReader(pair).ReadAsync(stop));
        var row = await new ModuleSwitch(pair, new SwitchSettings()).AbortAsync(old, stop);
        if (json)
        {
            Screen.WriteJson(new { pair.Module, Owner = old, row.Epoch });
        }
        else
        {
            Console.WriteLine($"Called off: {StepWords.Of(old)} owns {pair.Module} again, at epoch {row.Epoch}.");
        }

        return ExitCode.Done;
    }

    /// <summary>The database to be given back its data; where none is fenced, the one that can say why that is so.</summary>
    /// <exception cref="CliException">It may be one that cannot be asked.</exception>
    private static Place FindFenced(CutoverPair pair, ModuleStatus status)
    {
        // The other database may be gone: that is what aborting is for.
        if (status.Places.FirstOrDefault(p => p.Ownership?.State == OwnershipState.Fenced) is { } fenced)
        {
            return fenced.Place;
        }

        // Beside an owner nobody is fenced; beside everything else a database that does not answer may be.
        var silent = status.Places.Where(p => p.Unreachable is not null).ToList();
        if (silent.Count > 0 && status is { Owner: null, Stage: not ModuleStage.Retired })
        {
            throw new CliException(ExitCode.DatabaseUnreachable,
                $"{string.Join(Environment.NewLine, silent.Select(p => $"{p.Database} cannot be reached: {p.Unreachable}"))}{Environment.NewLine}Whether a switch of {pair.Module} is to be called off there is not known, and nothing was changed. Try again when it answers.");
        }

        return status.Places.MaxBy(p => p.Ownership?.Epoch ?? -1)!.Place;
    }

    private static async Task<string> ComparedAsync(CutoverPair pair, CancellationToken stop) => await LastVerification.FindAsync(pair, stop) is { } at
        ? string.Create(CultureInfo.InvariantCulture, $"Compared at {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: both databases held the same rows.")
        : $"Not compared since the last copy or switch: 'strangler data verify {pair.Module}' does it, while they are used.";

    private static async Task ShowAsync(CutoverPair pair, SwitchReport report, bool json)
    {
        var status = await ArmedAsync(pair);
        if (json)
        {
            Screen.WriteJson(new { pair.Module, report.Owner, report.Epoch, GapMilliseconds = report.Gap.TotalMilliseconds, status.IsWayBackArmed, status.WayBackTrouble });
            return;
        }

        var gap = report.Gap > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $" Nobody could write for at most {report.Gap.TotalMilliseconds:0} ms.") : "";
        Console.WriteLine($"{char.ToUpperInvariant(StepWords.Of(report.Owner)[0])}{StepWords.Of(report.Owner)[1..]} owns {pair.Module} at epoch {report.Epoch}.{gap}");
        Console.WriteLine(status.WayBackTrouble is null ? "The way back is armed." : $"The way back is not armed: {status.WayBackTrouble}");
    }

    /// <summary>The receiver's worker takes a moment to start. The data is where it should be, so that it does not is only worth a word.</summary>
    private static async Task<ModuleStatus> ArmedAsync(CutoverPair pair)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var status = await new StatusReader(pair).ReadAsync(CancellationToken.None);
            if (status.IsWayBackArmed || Stopwatch.GetElapsedTime(began) > ArmingPatience)
            {
                return status;
            }

            await Task.Delay(50);
        }
    }

    /// <summary>What it came to: called off, or left in the middle.</summary>
    private static async Task<CliException> ExplainAsync(CutoverPair pair, Exception why)
    {
        // Not by the caller's token, which may be what ended it.
        var status = await new StatusReader(pair).ReadAsync(CancellationToken.None);
        var reason = why is OperationCanceledException ? "Stopped waiting." : why.Message;
        return status switch
        {
            { Halted: { } halted } => new(ExitCode.Unfinished, $"{reason}\n{halted}"),
            { Owner: null } => new(ExitCode.Unfinished, $"{reason}\nWho owns {pair.Module} is not known until both databases answer: ask 'strangler data status {pair.Module}', then resume."),
            { Owner: { } owner } => new(ExitCode.Refused, $"{reason}\n{status.Places[(int)owner].Database} owns {pair.Module}, at epoch {status.Epoch}."),
        };
    }
}
