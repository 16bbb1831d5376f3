using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Planning;
using Monolith.Strangler.Cutover.Replication;
using Monolith.Unit.Postgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Secured;

/// <summary>Servers that let nobody in without TLS and a password, by which they must also reach each other.</summary>
public sealed class SecuredServerTests
{
    [Fact]
    public async Task Switch_BetweenServersThatWantTlsAndPasswords_LosesNothing()
    {
        await using var monolith = await SecuredServer.StartNewAsync(PostgresBinaries.Find());
        await using var own = await SecuredServer.StartNewAsync(PostgresBinaries.Find());
        await using var ledger = await LedgerPair.CreateAsync(monolith.ConnectionTo("postgres"), own.ConnectionTo("ledger"));

        // Where the module's own database keeps the monolith's password.
        var activity = await own.ActivityDuringAsync(() => ledger.PrepareAsync());
        await SwitchThereAndBackAsync(ledger);

        foreach (var server in (SecuredServer[])[monolith, own])
        {
            (await server.LogAsync()).ShouldNotContain("a secret");
            (await server.KeptStatementsAsync())?.ShouldSatisfyAllConditions(
                kept => kept.ShouldContain("CREATE PUBLICATION", customMessage: "it keeps statements of that kind"),
                kept => kept.ShouldNotContain("a secret"));
        }

        activity.ShouldContain("FROM pg_subscription", customMessage: "it was looked at often enough");
        activity.ShouldNotContain("a secret");
    }

    [Fact]
    public async Task Prepare_PeerRefusesThePassword_IsSaidAndNoSecretIsLogged()
    {
        await using var server = await SecuredServer.StartNewAsync(PostgresBinaries.Find());
        await server.ExecuteAsync("postgres", "CREATE DATABASE own");
        var (monolith, own) = (server.ConnectionTo("postgres"), server.ConnectionTo("own"));
        await using var ledger = await LedgerPair.CreateAsync(monolith, own);
        await using var pair = new CutoverPair(
            LedgerPair.Schema, new CutoverDatabase(Place.Monolith, monolith, server.ConnectionTo("postgres", password: "no longer a secret")), new CutoverDatabase(Place.Own, own));

        var refused = await Should.ThrowAsync<PostgresException>(() => new Preparation(pair, new PreparationSettings()).RunAsync(LedgerPair.PgDump, anew: false, _ => { }, CancellationToken.None));

        refused.MessageText.ShouldContain("could not connect to the publisher");
        refused.MessageText.ShouldNotContain("a secret");
        var log = await server.LogAsync();
        log.ShouldContain("password authentication failed");
        log.ShouldNotContain("a secret");
    }

    /// <summary>The rights that docs/cutover.md says are enough. This version comes without pg_dump, so the tables are there already.</summary>
    [NodeFact("npm")]
    public async Task Switch_ByARoleThatIsNoSuperuserOnANewerServer_LosesNothing()
    {
        using var newer = await NewerPostgres.InstallAsync();
        await using var server = await SecuredServer.StartNewAsync(newer.Binaries);
        await server.CreateRoleAsync("mover", "REPLICATION CREATEDB CREATEROLE");
        await server.ExecuteAsync("postgres", "CREATE ROLE monolith_ledger", "GRANT pg_create_subscription TO mover", "GRANT monolith_ledger TO mover", "GRANT SET ON PARAMETER session_replication_role, log_statement, log_min_error_statement, log_min_duration_statement, track_activities, pg_stat_statements.track_utility TO mover");
        foreach (var database in (string[])["monolith", "ledger"])
        {
            await server.ExecuteAsync("postgres", $"CREATE DATABASE {database}", $"GRANT CREATE ON DATABASE {database} TO mover");
        }

        await using var ledger = await LedgerPair.CreateAsync(server.ConnectionTo("monolith", "mover"), server.ConnectionTo("ledger", "mover"));
        await ledger.RepeatAtOwnAsync();
        foreach (var database in (string[])["monolith", "ledger"])
        {
            await server.ExecuteAsync(database, "REASSIGN OWNED BY mover TO monolith_ledger", $"GRANT CREATE ON DATABASE {database} TO mover");
        }

        (await new CutoverPlan(ledger.Pair).RunAsync(CancellationToken.None)).Findings.Where(f => f.Verdict == Verdict.Blocks).Select(f => f.Says).ShouldBeEmpty();
        await ledger.PrepareAsync();
        await SwitchThereAndBackAsync(ledger);
        await ledger.PrepareAsync(anew: true);
        (await ledger.HashAsync(Place.Own, "entries")).ShouldBe(await ledger.HashAsync(Place.Monolith, "entries"));
        (await server.LogAsync()).ShouldNotContain("a secret");
    }

    /// <summary>As one moves while one upgrades. A switch between them is as one between two of the older.</summary>
    [NodeFact("npm")]
    public async Task Switch_BetweenTwoVersionsByARoleThatIsNoSuperuserOnTheNewer_WantsOneMoreRightAndLosesNothing()
    {
        using var newer = await NewerPostgres.InstallAsync();
        await using var own = await SecuredServer.StartNewAsync(newer.Binaries);
        await using var monolith = await SecuredServer.StartNewAsync(PostgresBinaries.Find());
        await own.CreateRoleAsync("mover", "REPLICATION CREATEDB CREATEROLE");
        await own.ExecuteAsync("postgres", "GRANT pg_create_subscription TO mover", "GRANT SET ON PARAMETER session_replication_role TO mover", "CREATE DATABASE ledger OWNER mover");
        await using var ledger = await LedgerPair.CreateAsync(monolith.ConnectionTo("postgres"), own.ConnectionTo("ledger", "mover"));
        await monolith.ExecuteAsync("postgres", "CREATE ROLE monolith_ledger", "ALTER SCHEMA ledger OWNER TO monolith_ledger", "ALTER TABLE ledger.accounts OWNER TO monolith_ledger",
            "ALTER TABLE ledger.entries OWNER TO monolith_ledger", "ALTER TABLE ledger.__migrations OWNER TO monolith_ledger");

        var missing = (await new CutoverPlan(ledger.Pair).RunAsync(CancellationToken.None)).Findings.Where(f => f.Verdict == Verdict.Blocks).ShouldHaveSingleItem();
        missing.Says.ShouldContain("may not say from where a way back goes on");
        await own.ExecuteAsync("ledger", missing.Remedy.ShouldNotBeNull());

        (await new CutoverPlan(ledger.Pair).RunAsync(CancellationToken.None)).MayStart.ShouldBeTrue();
        await ledger.PrepareAsync();
        await SwitchThereAndBackAsync(ledger);
        (await ledger.HashAsync(Place.Own, "entries")).ShouldBe(await ledger.HashAsync(Place.Monolith, "entries"));
    }

    private static async Task SwitchThereAndBackAsync(LedgerPair ledger)
    {
        var load = new LedgerLoad(ledger, clients: 4);
        load.Start();
        foreach (var to in (Place[])[Place.Own, Place.Monolith])
        {
            (await ledger.Switch.RunAsync(to, _ => Task.CompletedTask, CancellationToken.None)).WayBack.IsWhole.ShouldBeTrue();
        }

        await load.StopAsync();
        await ledger.ArrivedAsync();
        await load.VerifyAsync();
    }
}
