using System.Reflection;
using System.Text.RegularExpressions;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.History;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Kills;

/// <summary>The database that owned the data never comes back: what docs/cutover.md tells people to do then.</summary>
public sealed partial class LostOwnerTests : IAsyncLifetime
{
    private readonly TwoServers _servers = new();

    public Task InitializeAsync() => _servers.InitializeAsync();

    public Task DisposeAsync() => _servers.DisposeAsync();

    [Fact]
    public async Task Statements_OfTheDocument_LetTheMonolithsCopyGoOnAndMoveAgain()
    {
        var lost = await _servers.ReplicatingAsync();
        await lost.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None);
        await lost.ExecuteAsync(Place.Own, "INSERT INTO ledger.entries (request, account, amount) SELECT gen_random_uuid(), 1, 0 FROM generate_series(1, 50)");
        await lost.ArrivedAsync();
        await _servers.KillAsync([Place.Own]);
        // The monolith's server notices that nobody receives any more.
        await Eventually.BecomesTrueAsync(() => lost.ScalarAsync<bool>(Place.Monolith, "SELECT NOT EXISTS (SELECT FROM pg_replication_slots WHERE active)"), TimeSpan.FromMinutes(1));

        foreach (var statement in Statements())
        {
            await lost.ExecuteAsync(Place.Monolith, statement);
        }

        // A number that was given already would be refused.
        await lost.ExecuteAsync(Place.Monolith, "INSERT INTO ledger.entries (request, account, amount) VALUES (gen_random_uuid(), 1, 0)");
        (await lost.ScalarAsync<long>(Place.Monolith, "SELECT count(*) FROM ledger.entries")).ShouldBe(51);
        await using var server = await KillableServer.StartNewAsync();
        await using var ledger = await lost.WithAnotherOwnAsync(await server.CreateDatabaseAsync());
        await ledger.PrepareAsync();
        (await new HistoryReader(ledger.Pair).ReadAsync(limit: 20, CancellationToken.None)).Entries.ShouldContain(e => e.Step == HistoryStep.Reclaimed && e.From == Place.Monolith);
        (await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)).WayBack.IsWhole.ShouldBeTrue();
        (await ledger.HashAsync(Place.Own, "entries")).ShouldBe(await ledger.HashAsync(Place.Monolith, "entries"));
        (await ledger.Switch.RunAsync(Place.Monolith, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Monolith);
    }

    /// <summary>As the document has them for the module <c>wallet</c>, one by one: what drops a subscription cannot be in a transaction.</summary>
    private static IEnumerable<string> Statements()
    {
        var document = File.ReadAllText(typeof(LostOwnerTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "CutoverDocument").Value!);
        var section = document[document.IndexOf("### A database that is lost for ever", StringComparison.Ordinal)..];
        return Block().Match(section).Groups["sql"].Value.Replace("wallet", "ledger", StringComparison.Ordinal).Split(";\n", StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex("```sql\n(?<sql>.*?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
