using System.Globalization;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Planning;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Planning;

[Collection(WholeServerTests.Name)]
public sealed class CutoverPlanTests
{
    /// <summary>Of each: what is made, and words of what must be said of it.</summary>
    public static readonly TheoryData<string, string> Obstacles = new()
    {
        { "CREATE UNLOGGED TABLE ledger.hasty (id int PRIMARY KEY)", "hasty is unlogged" },
        { "CREATE TABLE public.others (id int PRIMARY KEY); ALTER TABLE ledger.accounts ADD other int REFERENCES public.others", "ledger.accounts refers to others" },
        { "CREATE TABLE public.guests (account int REFERENCES ledger.accounts)", "guests refers to ledger.accounts" },
        { "CREATE TABLE ledger.pictures (id int PRIMARY KEY, content oid); SELECT lo_from_bytea(0, 'x')", "pictures.content may name large objects" },
        { "CREATE TYPE public.mood AS ENUM ('good'); CREATE TABLE ledger.moods (id int PRIMARY KEY, mood public.mood[])", "moods needs the type mood" },
        { "CREATE SEQUENCE public.numbers; CREATE TABLE ledger.numbered (id int PRIMARY KEY DEFAULT nextval('public.numbers'))", "numbered needs the sequence numbers" },
        { "CREATE TABLE ledger.nameless (id int NOT NULL)", "nameless has no primary key" },
    };

    [Theory]
    [MemberData(nameof(Obstacles))]
    public async Task Run_AnObstacle_BlocksAndItsRemedyMendsIt(string makes, string says)
    {
        await using var ledger = await LedgerPair.CreateAsync();
        (await Plan(ledger)).MayStart.ShouldBeTrue();
        await ledger.ExecuteAsync(Place.Monolith, makes);

        var plan = await Plan(ledger);

        plan.MayStart.ShouldBeFalse();
        var finding = plan.Findings.Where(f => f.Verdict == Verdict.Blocks).ShouldHaveSingleItem();
        finding.Says.ShouldContain(says);
        await ledger.ExecuteAsync(Place.Monolith, finding.Remedy.ShouldNotBeNull().Replace("(...)", "(id)", StringComparison.Ordinal));
        (await Plan(ledger)).MayStart.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_WhatIsNeededFromOtherSchemasIsInBoth_BlocksNothing()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        const string Outside = "CREATE TYPE public.mood AS ENUM ('good'); CREATE SEQUENCE public.numbers; CREATE FUNCTION public.noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'";
        await ledger.ExecuteAsync(Place.Monolith, Outside);
        await ledger.ExecuteAsync(Place.Monolith,
            """
            CREATE TABLE ledger.moods (id int PRIMARY KEY DEFAULT nextval('public.numbers'), mood public.mood[]);
            CREATE TRIGGER noted AFTER INSERT ON ledger.moods FOR EACH STATEMENT EXECUTE FUNCTION public.noted();
            """);
        (await Plan(ledger)).Findings.Count(f => f.Verdict == Verdict.Blocks).ShouldBe(3);

        await ledger.ExecuteAsync(Place.Own, Outside);

        (await Plan(ledger)).MayStart.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_WhatIsWorthKnowing_IsSaidAndBlocksNothing()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await ledger.ExecuteAsync(Place.Monolith,
            """
            CREATE TABLE ledger.parted (id int PRIMARY KEY) PARTITION BY RANGE (id);
            CREATE TABLE ledger.parted_low PARTITION OF ledger.parted FOR VALUES FROM (0) TO (100);
            CREATE SEQUENCE ledger.small AS smallint CACHE 20;
            CREATE MATERIALIZED VIEW ledger.sums AS SELECT sum(balance) FROM ledger.accounts;
            CREATE VIEW public.peek AS SELECT id FROM ledger.accounts;
            CREATE TABLE ledger.doubled (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED);
            ALTER TABLE ledger.entries REPLICA IDENTITY FULL;
            ANALYZE ledger.accounts;
            """);

        var plan = await Plan(ledger);

        plan.MayStart.ShouldBeTrue();
        plan.Tables.Select(t => t.Name).ShouldBe(["accounts", "doubled", "entries", "parted_low"], ignoreOrder: true);
        plan.Tables.Single(t => t.Name == "accounts").Rows.ShouldBe(LedgerPair.Accounts);
        var said = string.Join('\n', plan.Findings.Select(f => $"{f.Verdict} {f.Subject}: {f.Says}"));
        said.ShouldSatisfyAllConditions(
            s => s.ShouldContain("Ready kinds of tables: parted is partitioned"),
            s => s.ShouldContain("Warns kinds of tables: sums is a materialized view"),
            s => s.ShouldContain("Ready sequences: small has CACHE 20"),
            s => s.ShouldContain("Warns sequences: small has 32766 numbers left"),
            s => s.ShouldContain("Warns row identity: entries has REPLICA IDENTITY FULL"),
            s => s.ShouldContain("Warns other schemas: the view peek reads accounts"),
            s => s.ShouldContain("Ready columns: generated: doubled.twice"),
            s => s.ShouldContain("Ready columns: identity: entries.id"));
    }

    [Fact]
    public async Task Run_TransactionsOpenAnywhereOnTheServer_NamesThem()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await using var elsewhere = await LedgerPair.CreateAsync();
        await elsewhere.ExecuteAsync(Place.Monolith, "BEGIN; UPDATE ledger.accounts SET version = 1; PREPARE TRANSACTION 'it''s open'");
        try
        {
            var finding = (await Plan(ledger)).Findings.Single(f => f.Verdict == Verdict.Blocks);
            finding.Says.ShouldContain("the prepared transaction 'it's open'");
            finding.Remedy.ShouldNotBeNull().ShouldStartWith("COMMIT PREPARED 'it''s open';");
        }
        finally
        {
            await elsewhere.ExecuteAsync(Place.Monolith, "ROLLBACK PREPARED 'it''s open'");
        }
    }

    [Fact]
    public async Task Run_ServerThatLimitsWhatIsKept_WarnsOfIt()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await using var limit = await KeptLog.LimitAsync(ledger, "64MB");

        var finding = (await Plan(ledger)).Findings.Single(f => f.Subject == "max_slot_wal_keep_size");

        finding.Verdict.ShouldBe(Verdict.Warns);
        finding.Says.ShouldContain("64 MB");
    }

    [Fact]
    public async Task Run_ServerWithoutRoomForSlots_BlocksAndSaysHowManyItNeeds()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        var most = int.Parse(await ledger.ScalarAsync<string>(Place.Monolith, "SELECT current_setting('max_replication_slots')"), CultureInfo.InvariantCulture);
        await ledger.ScalarAsync<long>(Place.Monolith, $"SELECT count(pg_create_physical_replication_slot('taken_' || n)) FROM generate_series(1, {most} - 3 - (SELECT count(*) FROM pg_replication_slots)) n");
        try
        {
            var finding = (await Plan(ledger)).Findings.Single(f => f.Verdict == Verdict.Blocks);

            finding.Subject.ShouldBe("max_replication_slots");
            finding.Says.ShouldBe($"{most - 3} of {most} in use, 4 more needed");
            finding.Remedy.ShouldNotBeNull().ShouldStartWith("ALTER SYSTEM SET max_replication_slots =");
        }
        finally
        {
            await ledger.ScalarAsync<long>(Place.Monolith, "SELECT count(pg_drop_replication_slot(slot_name)) FROM pg_replication_slots WHERE slot_name LIKE 'taken_%'");
        }
    }

    [Fact]
    public async Task Run_NoOwnDatabaseYet_LooksAtItsServer()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await ledger.ExecuteAsync(Place.Monolith, "CREATE ROLE ledger_of_plan LOGIN; GRANT USAGE ON SCHEMA ledger TO ledger_of_plan");
        var missing = new NpgsqlConnectionStringBuilder(ledger.OwnConnection) { Database = "not_yet" }.ConnectionString;
        await using var pair = new CutoverPair(LedgerPair.Schema, new(Place.Monolith, ledger.MonolithConnection), new(Place.Own, missing));

        var plan = await new CutoverPlan(pair).RunAsync(CancellationToken.None);

        plan.MayStart.ShouldBeTrue();
        plan.Findings.ShouldContain(f => f.Says == "is not there yet; 'replicate' makes it");
        await ledger.ExecuteAsync(Place.Monolith, "DROP OWNED BY ledger_of_plan; DROP ROLE ledger_of_plan");
    }

    [Fact]
    public async Task Run_AdministratorWithoutRights_SaysWhichAreMissing()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await ledger.ExecuteAsync(Place.Monolith, "CREATE ROLE weak LOGIN; GRANT USAGE ON SCHEMA ledger TO weak; GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO weak");
        var weak = new NpgsqlConnectionStringBuilder(ledger.MonolithConnection) { Username = "weak" }.ConnectionString;
        await using var pair = new CutoverPair(LedgerPair.Schema, new(Place.Monolith, weak), new(Place.Own, ledger.OwnConnection));

        var plan = await new CutoverPlan(pair).RunAsync(CancellationToken.None);

        plan.MayStart.ShouldBeFalse();
        plan.Findings.Where(f => f.Verdict == Verdict.Blocks).ShouldAllBe(f => f.Subject == "rights" && f.Place == Place.Monolith && f.Remedy != null);
        await ledger.ExecuteAsync(Place.Monolith, "DROP OWNED BY weak; DROP ROLE weak");
    }

    private static Task<PlanReport> Plan(LedgerPair ledger) => new CutoverPlan(ledger.Pair).RunAsync(CancellationToken.None);
}
