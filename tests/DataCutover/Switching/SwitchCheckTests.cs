using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Switching;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Switching;

public sealed class SwitchCheckTests
{
    /// <summary>As where 'replicate' was ended between its two halves: the lag is none, and what is written there goes nowhere.</summary>
    [Fact]
    public async Task Run_ATableThatIsPublishedAndNotSubscribed_IsRefusedUntilItIsTakenIn()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        foreach (var place in (Place[])[Place.Monolith, Place.Own])
        {
            await ledger.ExecuteAsync(place, "CREATE TABLE ledger.later (id int PRIMARY KEY)");
            await ledger.ExecuteAsync(place, "CREATE TRIGGER monolith_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ledger.later FOR EACH STATEMENT EXECUTE FUNCTION cutover_ledger.guard()");
        }

        await ledger.ExecuteAsync(Place.Monolith, "ALTER PUBLICATION monolith_ledger_forward ADD TABLE ledger.later");
        await ledger.ExecuteAsync(Place.Own, "ALTER PUBLICATION monolith_ledger_back ADD TABLE ledger.later");
        await ledger.ExecuteAsync(Place.Monolith, "INSERT INTO ledger.later VALUES (1)");

        (await RefusedAsync(ledger)).ShouldSatisfyAllConditions(
            m => m.ShouldContain("The receiver was never told of ledger.later"),
            m => m.ShouldContain("The way back would not be armed"));

        await ledger.PrepareAsync();
        (await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Own);
        (await ledger.ScalarAsync<long>(Place.Own, "SELECT count(*) FROM ledger.later")).ShouldBe(1);
    }

    [Theory]
    [InlineData(Place.Monolith, "CREATE SEQUENCE ledger.numbers", "sequence numbers (bigint, by 1)")]
    [InlineData(Place.Own, "ALTER TABLE ledger.accounts ADD COLUMN colour text", "column accounts.colour (pg_catalog.text)")]
    [InlineData(Place.Monolith, "ALTER TABLE ledger.entries ALTER COLUMN note SET NOT NULL", "column entries.note (pg_catalog.text not null)")]
    public async Task Run_SchemasThatDiffer_IsRefusedUntilTheyAreAlike(Place place, string change, string says)
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await ledger.ExecuteAsync(place, change);

        (await RefusedAsync(ledger)).ShouldContain(says);

        await ledger.ExecuteAsync(place.Other(), change);
        (await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Own);
    }

    [Fact]
    public async Task Run_TheModulesRoleIsConnectedAndNobodyFollows_IsRefused()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        var role = $"user_{Guid.NewGuid():N}";
        await ledger.ExecuteAsync(Place.Monolith, $"CREATE ROLE {role} LOGIN PASSWORD 'x'; GRANT CONNECT ON DATABASE \"{new NpgsqlConnectionStringBuilder(ledger.MonolithConnection).Database}\" TO {role}; GRANT USAGE ON SCHEMA ledger TO {role}");
        await using (var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ledger.MonolithConnection) { Username = role, Password = "x", ApplicationName = "old host", Pooling = false }.ConnectionString))
        {
            await connection.OpenAsync();
            (await RefusedAsync(ledger)).ShouldContain($"{role} (old host) uses ");
        }

        (await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Own);
        await ledger.ExecuteAsync(Place.Monolith, $"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    private static async Task<string> RefusedAsync(LedgerPair ledger)
        => (await Should.ThrowAsync<CutoverException>(() => new ModuleSwitch(ledger.Pair, LedgerPair.Patient with { StreamPatience = TimeSpan.FromSeconds(2) }).RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None))).Message;
}
