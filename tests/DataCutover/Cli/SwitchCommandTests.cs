using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Switching;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Cli;

public sealed class SwitchCommandTests
{
    [Fact]
    public async Task Switch_ThereAndBack_SaysEachStepTheGapAndTheWayBack()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();

        var (there, steps, error) = await DataCommand.RunAsync(ledger, "switch", "ledger");
        (await DataCommand.RunAsync(ledger, "verify", "ledger")).Exit.ShouldBe(0);
        var (back, json, compared) = await DataCommand.RunAsync(ledger, "switch", "ledger", "--back", "--json");

        there.ShouldBe(0, error);
        error.ShouldContain("Not compared since the last copy or switch: 'strangler data verify ledger'");
        compared.ShouldMatch(@"Compared at \d{4}-.* UTC: both databases held the same rows\.");
        steps.Split('\n').Select(line => line.Split(':')[0]).Take(6).ShouldBe(Enum.GetNames<SwitchStep>());
        steps.ShouldMatch(@"The module's own database owns ledger at epoch 2\. Nobody could write for at most \d+ ms\.\nThe way back is armed\.");
        back.ShouldBe(0);
        using var answer = JsonDocument.Parse(json);
        answer.RootElement.GetProperty("owner").GetString().ShouldBe("monolith");
        answer.RootElement.GetProperty("epoch").GetInt64().ShouldBe(3);
        answer.RootElement.GetProperty("gapMilliseconds").GetDouble().ShouldBeGreaterThan(0);
        answer.RootElement.GetProperty("isWayBackArmed").GetBoolean().ShouldBeTrue();
        (await DataCommand.RunAsync(ledger, "switch", "ledger", "--back")).Out.ShouldStartWith("The monolith's database owns ledger at epoch 3.");
    }

    [Fact]
    public async Task Switch_InterruptedBeforeTheCommitPoint_IsCalledOff()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        using var controller = await PausedCommand.StartAsync(ledger, SwitchStep.Drained);

        var (exit, error) = await controller.InterruptAsync();

        exit.ShouldBe(13);
        error.ShouldContain("The switch was called off: it was cancelled.");
        await ledger.ExecuteAsync(Place.Monolith, "UPDATE ledger.accounts SET version = version + 1");
    }

    [Fact]
    public async Task Switch_WhileAnotherIsAtWork_SaysWhoAndEnds()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        using var first = await PausedCommand.StartAsync(ledger, SwitchStep.Flushed);

        var (exit, _, error) = await DataCommand.RunAsync(ledger, "switch", "ledger", "--back");

        exit.ShouldBe(13);
        error.ShouldContain("Another controller is at work on ledger: server process");
        (await Standing.ReadAsync(ledger.Pair, CancellationToken.None)).Monolith.State.ShouldBe(OwnershipState.Fenced);
    }

    [Fact]
    public async Task Abort_AfterTheCommandWasKilled_GivesTheDataBackAndStatusSaysSo()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await FenceAsync(ledger);

        var (halted, status, _) = await DataCommand.RunAsync(ledger, "status", "ledger");
        var (exit, output, _) = await DataCommand.RunAsync(ledger, "switch", "ledger", "--abort");
        var (again, _, refusal) = await DataCommand.RunAsync(ledger, "switch", "ledger", "--abort");

        halted.ShouldBe(15);
        status.ShouldContain("is fenced at epoch 2, and nobody can write. Go on with 'strangler data switch ledger --resume', or call it off with --abort.");
        (exit, output.Trim()).ShouldBe((0, "Called off: the monolith's database owns ledger again, at epoch 3."));
        (again, refusal.Trim()).ShouldBe((13, $"{ledger.Pair.Monolith.Description} is not fenced; there is nothing to abort."));
    }

    [Fact]
    public async Task Resume_NewOwnersServerSaysNothing_SaysWhoIsFencedAndWhatToDo()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await FenceAsync(ledger);
        // Takes connections, as a server does that hangs.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var resume = DataCommand.Of(ledger, "switch", "ledger", "--resume");
        resume.Environment["STRANGLER_DATA_TO"] = $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=x;Database=own";

        var (exit, _, error) = await DataCommand.RunAsync(resume);

        exit.ShouldBe(15, error);
        error.ShouldContain($"{ledger.Pair.Monolith.Description} is fenced at epoch 2, and nobody can write. Go on with 'strangler data switch ledger --resume', or call it off with --abort.");
    }

    [Fact]
    public async Task Abort_FencedOwnersServerIsDown_SaysThatItIsNotKnown()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await FenceAsync(ledger);
        var abort = DataCommand.Of(ledger, "switch", "ledger", "--abort");
        abort.Environment["STRANGLER_DATA_FROM"] = "Host=/nowhere;Username=nobody;Database=monolith";

        var (exit, _, error) = await DataCommand.RunAsync(abort);

        exit.ShouldBe(16, error);
        error.ShouldStartWith("monolith at /nowhere:5432 cannot be reached: ");
        error.ShouldEndWith("Whether a switch of ledger is to be called off there is not known, and nothing was changed. Try again when it answers.\n");
        (await Standing.ReadAsync(ledger.Pair, CancellationToken.None)).Monolith.State.ShouldBe(OwnershipState.Fenced);
    }

    [Fact]
    public async Task Abort_OtherServerIsDown_GivesTheDataBack()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await FenceAsync(ledger);
        var abort = DataCommand.Of(ledger, "switch", "ledger", "--abort");
        abort.Environment["STRANGLER_DATA_TO"] = "Host=/nowhere;Username=nobody;Database=own";

        (await DataCommand.RunAsync(abort)).Exit.ShouldBe(0);
        var (again, _, error) = await DataCommand.RunAsync(abort);

        (again, error.Trim()).ShouldBe((13, $"{ledger.Pair.Monolith.Description} is not fenced; there is nothing to abort."));
    }

    [Fact]
    public async Task Switch_NewOwnerStuckBehindTheCommitPoint_IsUnfinishedAndResumed()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        using (var controller = await PausedCommand.StartAsync(ledger, SwitchStep.Flushed))
        {
            // Nothing arrives any more; what was drained is there.
            await ledger.ExecuteAsync(Place.Own, "ALTER SUBSCRIPTION monolith_ledger_forward DISABLE");
            controller.Kill();
        }

        var resume = DataCommand.RunAsync(ledger, "switch", "ledger", "--resume");
        while ((await Standing.ReadAsync(ledger.Pair, CancellationToken.None)).Monolith.State != OwnershipState.Ceded)
        {
            resume.IsCompleted.ShouldBeFalse();
            await Task.Delay(50);
        }

        (await DataCommand.RunAsync(ledger, "status", "ledger")).Out.ShouldContain("has not taken it yet; nobody can write.");
        await ledger.ExecuteAsync(Place.Own, "ALTER SUBSCRIPTION monolith_ledger_forward ENABLE");
        (await resume).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task Switch_OfAModuleThatIsNotPrepared_IsRefused()
    {
        await using var ledger = await LedgerPair.CreateAsync();

        var (exit, _, error) = await DataCommand.RunAsync(ledger, "switch", "ledger");

        exit.ShouldBe(13);
        error.ShouldContain("is not prepared for ledger: run 'strangler data replicate ledger' first.");
    }

    /// <summary>By a command that was killed then.</summary>
    private static async Task FenceAsync(LedgerPair ledger)
    {
        using var controller = await PausedCommand.StartAsync(ledger, SwitchStep.Fenced);
        controller.Kill();
    }
}
