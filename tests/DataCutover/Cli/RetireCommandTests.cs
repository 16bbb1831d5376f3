using System.Diagnostics;
using Monolith.Strangler.Cutover;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Cli;

public sealed class RetireCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retired").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Retire_TypedName_IsAskedForAndCompared()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None);
        // A session in the pool may tell of what it read when it made the tables as late as in the second that is watched.
        ledger.Reconnect();
        var dump = Path.Combine(_folder, "ledger.dump");
        string[] arguments = ["retire", "ledger", "--dump", dump, "--quiet-for", "1", "--pg-dump", LedgerPair.PgDump];

        foreach (var typed in (string[])["", "yes\n"])
        {
            var refused = await TypeAsync(DataCommand.Of(ledger, arguments), typed);
            refused.Exit.ShouldBe(2);
            refused.Error.ShouldSatisfyAllConditions(
                e => e.ShouldContain("cannot be taken back"), e => e.ShouldContain("Type the module's name to go on"), e => e.ShouldContain("That is not 'ledger'; nothing was retired."));
        }

        var named = await DataCommand.RunAsync(ledger, [.. arguments, "--confirm", "wallet"]);
        named.Exit.ShouldBe(2);
        named.Error.ShouldSatisfyAllConditions(e => e.ShouldContain("cannot be taken back"), e => e.ShouldNotContain("Type the module's name"));
        File.Exists(dump).ShouldBeFalse();

        var retired = await TypeAsync(DataCommand.Of(ledger, arguments), "ledger\n");

        retired.Exit.ShouldBe(0, retired.Error);
        retired.Out.ShouldSatisfyAllConditions(o => o.ShouldContain($"Its last copy in the monolith is in {dump}"), o => o.ShouldContain("DROP SCHEMA ledger CASCADE;"));
        (await ledger.ScalarAsync<string>(Place.Monolith, "SELECT state FROM cutover_ledger.ownership")).ShouldBe("retired");
    }

    private static async Task<(int Exit, string Out, string Error)> TypeAsync(ProcessStartInfo start, string typed)
    {
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(typed);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
