using System.Text.Json;
using Monolith.Strangler.Routing.Admin;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;
using static Monolith.Unit.Strangler.Cli.StranglerCommand;

namespace Monolith.Unit.Strangler.Cli;

/// <summary>Where modules' data is, beside the traffic, as a host tells it.</summary>
public sealed class MovedDataTests
{
    private static readonly DateTimeOffset Seen = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly DataStatus Armed = new(
        "favorites", "replicating_back", "own", Epoch: 4, [new("own", "at_rest", "reserved", 2048), new("monolith", "following", "reserved", 0)],
        WayBackArmed: true, WayBackTrouble: null, Halted: null, Seen);

    [Theory]
    [InlineData("status")]
    [InlineData("watch", "--once")]
    public async Task Status_ModuleThatWasMoved_SaysStageOwnerEpochLagSlotsAndWayBack(params string[] arguments)
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document(), moved: new Told([Armed], []));

        var (exit, output, _) = await RunAsync(host.Url, arguments);

        exit.ShouldBe(0);
        output.ShouldContain(
            "Data of favorites on 2026-11-21 12:00:00Z: replicating back, epoch 4, owned by its own database. To its own database: at rest, 2 KiB kept, slot reserved. To the monolith's database: following, 0 B behind, slot reserved. The way back is armed.");
    }

    [Fact]
    public async Task Status_ModulesThatWereNeverMoved_AreNamedOnceWithoutAWarning()
    {
        var shared = new DataStatus(
            "kyc", "shared", "monolith", Epoch: 0, [new("own", "none", null, null), new("monolith", "none", null, null)], WayBackArmed: false, WayBackTrouble: "Nothing is copied yet.", Halted: null, Seen);
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document(), moved: new Told([Armed, shared, shared with { Module = "movies" }], []));

        var (_, output, _) = await RunAsync(host.Url, "status");
        var (_, json, _) = await RunAsync(host.Url, "status", "--json");

        output.ShouldContain("Data of kyc, movies: shared, owned by the monolith's database.");
        output.ShouldNotContain("not armed");
        JsonDocument.Parse(json).RootElement.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("stage").GetString()).ShouldBe(["replicating_back", "shared", "shared"]);
    }

    [Fact]
    public async Task Status_WayBackNotArmedAndSwitchNotEnded_SaysWhyAndWhatToDo()
    {
        var broken = Armed with
        {
            Stage = "cut_over", Owner = null, WayBackArmed = false, WayBackTrouble = "Its slot is missing. Prepare it anew.", Halted = "A switch was begun and not ended. Resume it.",
            Streams = [new("own", "not_running", "lost", null), new("monolith", "none", null, null)],
        };
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document(), moved: new Told([broken], []));

        var (_, output, _) = await RunAsync(host.Url, "status");
        var (_, json, _) = await RunAsync(host.Url, "status", "--json");

        output.ShouldSatisfyAllConditions(
            o => o.ShouldContain("cut over, epoch 4, owned by nobody. To its own database: not running, slot lost. To the monolith's database: none. The way back is not armed."),
            o => o.ShouldContain("favorites: the way back is not armed. Its slot is missing. Prepare it anew."),
            o => o.ShouldContain("favorites: A switch was begun and not ended. Resume it."));
        var data = JsonDocument.Parse(json).RootElement.GetProperty("data")[0];
        (data.GetProperty("owner").ValueKind, data.GetProperty("wayBackArmed").GetBoolean(), data.GetProperty("streams")[0].GetProperty("slot").GetString()).ShouldBe((JsonValueKind.Null, false, "lost"));
    }

    [Fact]
    public async Task History_FlagsAndData_AreOneListByTime()
    {
        DataStep[] steps =
        [
            new("favorites", DateTimeOffset.UtcNow.AddHours(1), "olga", "activated", "monolith", "own", Epoch: 2, HaltedMs: 93.4),
            new("favorites", Seen.AddYears(-1), "olga", "replicating", "monolith", "own", Epoch: 1, HaltedMs: null),
        ];
        await using var host = await TestHost.StartAsync("http://127.0.0.1:9", await TemporaryPostgres.CreateDatabaseAsync(), moved: new Told([], steps));
        (await RunAsync(host.Url, "shift", "favorites.list", "10", "--reason", "first users", "--force")).Exit.ShouldBe(0);

        var (exit, output, error) = await RunAsync(host.Url, "history");
        var (_, two, _) = await RunAsync(host.Url, "history", "--limit", "2");

        exit.ShouldBe(0, error);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[1].ShouldMatch("olga +favorites's data: owned by its own database, epoch 2; nobody could write for 93 ms");
        lines[2].ShouldContain("first users");
        lines[^2].ShouldMatch("olga +favorites's data: copying to its own database begun");
        lines[^1].ShouldBe("wallet at db:5432 does not answer.");
        two.ShouldNotContain("copying to");
    }

    private sealed class Told(IReadOnlyList<DataStatus> status, IReadOnlyList<DataStep> steps) : IMovedData
    {
        public Task<IReadOnlyList<DataStatus>> StatusAsync(CancellationToken cancellationToken) => Task.FromResult(status);

        public Task<DataHistory> HistoryAsync(int limit, CancellationToken cancellationToken) => Task.FromResult(new DataHistory(steps, ["wallet at db:5432 does not answer."]));
    }
}
