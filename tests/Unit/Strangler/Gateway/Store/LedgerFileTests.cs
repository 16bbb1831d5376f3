using Microsoft.Extensions.Configuration;
using Monolith.Kernel.Startup;
using Monolith.Strangler.Gateway.Store;
using Monolith.Strangler.Routing.Store.Ledger;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Gateway.Store;

public sealed class LedgerFileTests : IDisposable
{
    private readonly GatewayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Path => System.IO.Path.Combine(_folder.Data, "strangler", "ledger.jsonl");

    [Fact]
    public void Append_AndOpenAgain_HasTheEntriesByteForByte()
    {
        var entries = Fill(3);

        using var ledger = Open();

        ledger.Entries.ShouldBe(entries);
        ledger.Entries[2].Follows(entries[1].Hash).ShouldBeTrue();
        File.GetUnixFileMode(Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("{\"version\":4,\"au")]
    [InlineData("ü")]
    [InlineData("\0\0\0")]
    public void Open_LastLineTorn_DropsIt(string torn)
    {
        var entries = Fill(2);
        File.AppendAllText(Path, torn);

        using (var ledger = Open())
        {
            ledger.Entries.ShouldBe(entries);
            ledger.Append(Entry(3, entries[1].Hash));
        }

        using var again = Open();
        again.Entries.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("{\"version\":")]
    [InlineData("null")]
    public void Open_LineInTheMiddleBroken_SaysWhich(string broken)
    {
        Fill(3);
        var lines = File.ReadAllLines(Path);
        lines[1] = broken;
        File.WriteAllLines(Path, lines);

        var e = Should.Throw<StartupException>(Open);

        e.Errors.ShouldHaveSingleItem().ShouldContain("line 2,");
        e.Errors[0].ShouldContain(Path);
        File.ReadAllLines(Path).ShouldBe(lines, "It may be evidence.");
    }

    [Fact]
    public void Open_AnotherGatewayHasIt_IsRefused()
    {
        using var first = Open();

        Should.Throw<StartupException>(Open).Errors.ShouldHaveSingleItem().ShouldContain("dataDir");
    }

    private List<LedgerEntry> Fill(int count)
    {
        using var ledger = Open();
        for (var version = 1; version <= count; version++)
        {
            ledger.Append(Entry(version, ledger.Head?.Hash ?? ""));
        }

        return [.. ledger.Entries];
    }

    private static LedgerEntry Entry(long version, string previous)
        => new LedgerEntry(version, Guid.NewGuid(), new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero), "Zoë", "line\nend", "[]", TestFlags.Document(TestFlags.Flag("orders.list")), "{}", "").ChainedTo(previous);

    private LedgerFile Open()
        => new(new DataDirectory(new ConfigurationBuilder().AddInMemoryCollection([new("DataDir", _folder.Data)]).Build()));
}
