using System.Diagnostics;
using System.Text.Json;
using Monolith.Strangler.Cutover;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Cli;

public sealed class ReplicateCommandTests
{
    [Fact]
    public async Task Replicate_AModule_CopiesItAndSaysWhatIsNext()
    {
        await using var ledger = await LedgerPair.CreateAsync();

        var (exit, shown, error) = await DataCommand.RunAsync(ledger, "replicate", "ledger", "--pg-dump", LedgerPair.PgDump);

        error.ShouldContain("Preparing the tables of ledger");
        exit.ShouldBe(0);
        shown.ShouldSatisfyAllConditions(s => s.ShouldContain("follows: 2 tables"), s => s.ShouldContain("Next: 'strangler data verify ledger'"));
        (await ledger.HashAsync(Place.Own, "accounts")).ShouldBe(await ledger.HashAsync(Place.Monolith, "accounts"));

        var again = await DataCommand.RunAsync(ledger, "replicate", "ledger", "--pg-dump", LedgerPair.PgDump, "--anew", "--json");

        again.Exit.ShouldBe(0);
        JsonDocument.Parse(again.Out).RootElement.GetProperty("isFollowing").GetBoolean().ShouldBeTrue();
        (await ledger.HashAsync(Place.Own, "accounts")).ShouldBe(await ledger.HashAsync(Place.Monolith, "accounts"));
    }

    [Fact]
    public async Task Replicate_NoProgram_SaysWhereItComesFrom()
    {
        await using var ledger = await LedgerPair.CreateAsync();

        var (exit, _, error) = await DataCommand.RunAsync(ledger, "replicate", "ledger", "--pg-dump", "/nowhere/pg_dump");

        exit.ShouldBe(13);
        error.ShouldContain("'/nowhere/pg_dump' cannot be started");
    }

    [Fact]
    public async Task Replicate_CtrlC_LeavesWhatTheSameCommandGoesOnFrom()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        // Slow enough to be interrupted.
        await ledger.ExecuteAsync(Place.Own, "CREATE FUNCTION public.wait() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.1); END'; CREATE EVENT TRIGGER wait ON ddl_command_end EXECUTE FUNCTION public.wait()");
        using var process = Process.Start(DataCommand.Of(ledger, "replicate", "ledger", "--pg-dump", LedgerPair.PgDump))!;
        string? line;
        do
        {
            line = await process.StandardError.ReadLineAsync();
        }
        while (line is not null && !line.StartsWith("Guarding", StringComparison.Ordinal));
        using (var interrupt = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            await interrupt.WaitForExitAsync();
        }

        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(15, error);
        error.ShouldContain("the same command goes on from there");
        (await DataCommand.RunAsync(ledger, "replicate", "ledger", "--pg-dump", LedgerPair.PgDump)).Exit.ShouldBe(0);
        (await ledger.HashAsync(Place.Own, "accounts")).ShouldBe(await ledger.HashAsync(Place.Monolith, "accounts"));
    }
}
