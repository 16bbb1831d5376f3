using Monolith.Strangler.Routing.Store;
using Monolith.Strangler.Routing.Store.Ledger;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;
using static Monolith.Unit.Strangler.Cli.StranglerCommand;
using static Monolith.Unit.Strangler.Store.StoreFixture;

namespace Monolith.Unit.Strangler.Cli;

/// <summary>What the command says, and exits with, when the ledger, the other hosts or the store are not as they should be.</summary>
public sealed class StoreCommandTests
{
    [Fact]
    public async Task HistoryVerify_WholeThenTampered_SaysWhichVersionAndExits10()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database);
        (await RunAsync(host.Url, "shift", "favorites", "10", "--reason", "first")).Exit.ShouldBe(0);
        await Eventually.BecomesAsync(() => host.Get<CheckpointFile>().Read()?.Version, 2);
        var file = Path.GetTempFileName();
        var export = await RunAsync(host.Url, "history", "--export-checkpoint");
        await File.WriteAllTextAsync(file, export.Out);

        (await RunAsync(host.Url, "history", "--verify", "--checkpoint", file)).ShouldBe(
            (0, $"The ledger is whole: 2 versions, the newest has hash {host.Get<LiveFlags>().Head.Hash}.\n", ""));

        await TamperAsync(database, "UPDATE strangler.flag_versions SET author = 'somebody else' WHERE version = 2");
        var changed = await RunAsync(host.Url, "history", "--verify");
        changed.Exit.ShouldBe(10);
        changed.Out.ShouldContain("Version 2: changed.");

        await TamperAsync(database, "DELETE FROM strangler.flag_versions WHERE version = 2");
        File.Delete(host.Get<CheckpointFile>().Path);
        (await RunAsync(host.Url, "history", "--verify")).Exit.ShouldBe(0, "the host's own memory of it is gone");
        var kept = await RunAsync(host.Url, "history", "--verify", "--checkpoint", file, "--json");
        kept.Exit.ShouldBe(10);
        kept.Out.ShouldContain("\"tail_cut\"");
        File.Delete(file);
    }

    [Fact]
    public async Task Shift_AHostThatDoesNotConfirm_NamesItAndExits8()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database);
        await host.Get<IFlagStore>().ReportAsync(new(new(Guid.NewGuid(), "silent"), 1, TimeSpan.FromMinutes(5)), CancellationToken.None);

        var shift = await RunAsync(host.Url, "shift", "favorites", "10", "--reason", "first", "--wait", "0.1");

        shift.Exit.ShouldBe(8);
        shift.Out.ShouldContain("Version 2: favorites.add 0 % -> 10 %");
        shift.Out.ShouldContain("Host silent has not said that it applies this: it was at version 1");
        (await RunAsync(host.Url, "status")).Out.ShouldContain("silent at version 1");
        (await RunAsync(host.Url, "shift", "favorites", "10", "--reason", "first", "--wait", "61")).Exit.ShouldBe(2);
    }

    [Fact]
    public async Task Rollback_StoreDownOnSeveralHosts_RollsBackOnEachSaysSoAndExits9()
    {
        await using var first = await TestHost.StartWithFlagsAsync(NoService, TestFlags.Document(TestFlags.Everyone("favorites.list")));
        await using var second = await TestHost.StartWithFlagsAsync(NoService, TestFlags.Document(TestFlags.Everyone("favorites.list")));
        string[] order = ["rollback", "favorites", "--reason", "errors", "--url", first.Url.ToString(), "--url", second.Url.ToString()];

        var (exit, output, _) = await RunAsync(first.Url, order);

        exit.ShouldBe(9);
        output.ShouldContain($"Rolled back on the host at {first.Url}; the flags' store is down: the other hosts go on as they were");
        output.ShouldContain($"Rolled back on the host at {second.Url}");
        output.ShouldContain("favorites.list 100 % -> 0 %, on this host.");
        first.Get<LiveFlags>().Snapshot.PercentOf("favorites.list").ShouldBe(0);
        second.Get<LiveFlags>().Snapshot.PercentOf("favorites.list").ShouldBe(0);
        (await RunAsync(first.Url, "status")).Out.ShouldContain("Rolled back on this host, not yet in the store: ");
    }

    [Fact]
    public async Task Rollback_OneOfSeveralHostsGone_RollsBackOnTheOthersAndExits5()
    {
        await using var host = await TestHost.StartWithFlagsAsync(NoService, TestFlags.Document(TestFlags.Everyone("favorites.list")));

        var (exit, _, error) = await RunAsync(host.Url, "rollback", "--all", "--reason", "errors", "--url", $"http://127.0.0.1:{Ports.Free()}", "--url", host.Url.ToString());

        exit.ShouldBe(5);
        error.ShouldContain("No host answers at");
        host.Get<LiveFlags>().Snapshot.PercentOf("favorites.list").ShouldBe(0);
    }

    [Theory]
    [InlineData("history --checkpoint x", "goes with --verify")]
    [InlineData("history --verify --export-checkpoint", "Either")]
    [InlineData("history --verify --checkpoint /nowhere/file", "/nowhere/file")]
    [InlineData("status --url http://127.0.0.1:9 --url http://127.0.0.1:8", "Only a rollback")]
    public async Task Command_WrongArguments_SaysSoAndExits2(string arguments, string says)
    {
        var (exit, output, error) = await RunAsync(new("http://127.0.0.1:9"), arguments.Split(' '));

        exit.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain(says);
    }
}
