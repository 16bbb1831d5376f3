using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Strangler.Gateway;
using Monolith.Strangler.Gateway.Configuration;
using Monolith.Strangler.Routing.Admin;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Store;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Gateway.Store;

/// <summary>The file is the flags, the ledger every version of them, whoever changed the file.</summary>
public sealed class FileFlagStoreTests : IAsyncLifetime
{
    private readonly GatewayFolder _folder = new(GatewayFolder.Right.Replace("\"feature_flags\": []", $"\"feature_flags\": [{TestFlags.Flag("orders.list")}, {TestFlags.Flag("orders.add")}]", StringComparison.Ordinal));
    private WebApplication _app = null!;

    public async Task InitializeAsync() => await StartAgainAsync();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Read_FirstStart_MakesTheFileVersion1()
    {
        var read = await Store.ReadAsync("", CancellationToken.None);

        read.Version.ShouldBe(1);
        (await HistoryAsync()).ShouldBe(["1 strangler.json: Changed in the file"]);
        (await Store.ReadAsync(read.Hash, CancellationToken.None)).Document.ShouldBeNull();
    }

    [Fact]
    public async Task Shift_IsInTheFileAndTheLedger_AndOnlyOnce()
    {
        await ShiftAsync("orders.add", 30);

        _folder.Text.ShouldContain("// The shop, as it has always been.");
        _folder.Text.ShouldContain("\"to\": 30");
        Current.Load();
        (await Store.ReadAsync("", CancellationToken.None)).Version.ShouldBe(2);
        (await HistoryAsync()).ShouldBe(["2 ann: try", "1 strangler.json: Changed in the file"]);
    }

    [Fact]
    public async Task EditByHand_IsAVersionOfItsOwn()
    {
        await ShiftAsync("orders.add", 30);
        _folder.Write(_folder.Text.Replace("\"to\": 30", "\"to\": 40", StringComparison.Ordinal));
        Current.Load();
        await Live.RefreshAsync(CancellationToken.None);

        Live.Snapshot.PercentOf("orders.add").ShouldBe(40);
        (await HistoryAsync())[0].ShouldBe("3 strangler.json: Changed in the file");
    }

    [Fact]
    public async Task EditThatIsNotLoadedYet_IsNotOverwritten()
    {
        await ShiftAsync("orders.add", 30);
        _folder.Write(_folder.Text.Replace("\"to\": 30", "\"to\": 40", StringComparison.Ordinal));

        await ShiftAsync("orders.list", 10);

        Live.Snapshot.PercentOf("orders.add").ShouldBe(40);
        Live.Snapshot.PercentOf("orders.list").ShouldBe(10);
        (await HistoryAsync()).Take(2).ShouldBe(["4 ann: try", "3 strangler.json: Changed in the file"]);
    }

    [Fact]
    public async Task BrokenFile_RefusesAShiftAndKeepsARollbackUntilItIsRight()
    {
        await ShiftAsync("orders.add", 30);
        var right = _folder.Text;
        _folder.Write(right[..^1]);

        var refusal = await Should.ThrowAsync<Exception>(() => ShiftAsync("orders.add", 50));
        Store.IsUnavailable(refusal, CancellationToken.None).ShouldBeTrue();
        (await Control.RollBackAsync(new(Target: null, All: true, "broken"), "ann", CancellationToken.None)).Pending.ShouldBeTrue();
        Live.Snapshot.PercentOf("orders.add").ShouldBe(0);
        Status.ConfigurationError.ShouldNotBeNull().ShouldContain("strangler.json");
        _folder.Text.ShouldBe(right[..^1]);

        _folder.Write(right);
        Current.Load();
        await Live.RefreshAsync(CancellationToken.None);
        (await HistoryAsync())[0].ShouldBe("3 ann: broken");
        _folder.Text.ShouldContain("\"enabled\": false");
        Status.ConfigurationError.ShouldBeNull();
    }

    [Fact]
    public async Task FileGone_RollbackIsPending()
    {
        await ShiftAsync("orders.add", 30);
        File.Delete(_folder.File);

        (await Control.RollBackAsync(new("orders", All: false, "gone"), "ann", CancellationToken.None)).Pending.ShouldBeTrue();

        Live.Snapshot.PercentOf("orders.add").ShouldBe(0);
    }

    [Fact]
    public async Task Restart_GoesOnWithTheChain()
    {
        await ShiftAsync("orders.add", 30);
        await _app.DisposeAsync();

        await StartAgainAsync();

        Live.Snapshot.PercentOf("orders.add").ShouldBe(30);
        await ShiftAsync("orders.add", 40);
        var entries = (await Store.ReadHistoryAsync(10, CancellationToken.None)).Reverse().ToList();
        entries.Select(e => e.Version).ShouldBe([1, 2, 3]);
        entries.Zip(entries.Skip(1)).ShouldAllBe(pair => pair.Second.Follows(pair.First.Hash));
    }

    private IFlagStore Store => _app.Services.GetRequiredService<IFlagStore>();

    private LiveFlags Live => _app.Services.GetRequiredService<LiveFlags>();

    private CurrentConfiguration Current => _app.Services.GetRequiredService<CurrentConfiguration>();

    private TrafficControl Control => _app.Services.GetRequiredService<TrafficControl>();

    private StatusAnswer Status => _app.Services.GetRequiredService<StatusReport>().Now();

    private async Task StartAgainAsync()
    {
        _app = GatewayProcess.Build(_folder.File, ["--DataDir", _folder.Data]);
        await Live.RefreshAsync(CancellationToken.None);
    }

    private Task ShiftAsync(string route, decimal percent) => Control.ShiftAsync(new(route, percent, "try", Wait: 0), "ann", CancellationToken.None);

    private async Task<List<string>> HistoryAsync()
        => [.. (await Store.ReadHistoryAsync(10, CancellationToken.None)).Select(e => $"{e.Version} {e.Author}: {e.Reason}")];
}
