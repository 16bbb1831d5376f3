using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Replication;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Replication;

public sealed class PreparationTests
{
    [Fact]
    public async Task Run_OwnDatabaseMissing_MakesItClosedToStrangersWithTheHistoryOfMigrations()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await ledger.ExecuteAsync(Place.Monolith, "INSERT INTO ledger.__migrations VALUES ('1_first'), ('2_second')");
        var own = new NpgsqlConnectionStringBuilder(ledger.OwnConnection) { Database = $"own_{Guid.NewGuid():N}" }.ConnectionString;
        await using var pair = new CutoverPair(LedgerPair.Schema, new(Place.Monolith, ledger.MonolithConnection), new(Place.Own, own));
        try
        {
            await Prepare(pair);

            (await pair.Own.ScalarAsync<long>("SELECT count(*) FROM ledger.__migrations", CancellationToken.None)).ShouldBe(2);
            (await pair.Own.ScalarAsync<bool>("SELECT has_database_privilege('public', current_database(), 'CONNECT')", CancellationToken.None)).ShouldBeFalse();
            (await pair.OwnershipOf(pair.Own).ReadAsync(CancellationToken.None)).ShouldNotBeNull().State.ShouldBe(OwnershipState.Standby);
        }
        finally
        {
            await pair.Forward.RemoveAsync(CancellationToken.None);
            await pair.Back.RemoveAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Run_EndedAtEachStep_GoesOnWhenItIsRunAgain()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        for (var step = 1; ; step++)
        {
            var (left, cancel) = (step, new CancellationTokenSource());
            using (cancel)
            {
                try
                {
                    await new Preparation(ledger.Pair, new PreparationSettings()).RunAsync(LedgerPair.PgDump, anew: false, _ => EndAt(ref left, cancel), cancel.Token);
                    break;
                }
                catch (OperationCanceledException)
                {
                    // As by Ctrl-C.
                }
            }
        }

        await ledger.PrepareAsync();
        (await ledger.HashAsync(Place.Own, "accounts")).ShouldBe(await ledger.HashAsync(Place.Monolith, "accounts"));
    }

    [Fact]
    public async Task Run_IndexesPutOff_AreAllThereBeforeASwitch()
    {
        const string Definitions =
            """
            SELECT string_agg(d, E'\n' ORDER BY d) FROM (
                SELECT pg_get_indexdef(indexrelid) d FROM pg_index WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'ledger'::regnamespace)
                UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'ledger'::regnamespace) all_of_them
            """;
        await using var ledger = await LedgerPair.CreateAsync();
        await ledger.ExecuteAsync(Place.Monolith,
            """
            CREATE INDEX ON ledger.entries (account, amount DESC) WHERE note IS NOT NULL;
            CREATE UNIQUE INDEX "Odd name" ON ledger.accounts ((id + 1));
            ALTER TABLE ledger.accounts ADD code int UNIQUE;
            ALTER TABLE ledger.entries ADD code int REFERENCES ledger.accounts (code) ON DELETE CASCADE;
            COMMENT ON INDEX ledger.entries_account_amount_idx IS 'kept with its comment';
            """);
        await Prepare(ledger.Pair);
        (await ledger.ScalarAsync<long>(Place.Own, "SELECT count(*) FROM cutover_ledger.deferred")).ShouldBe(5);
        (await Should.ThrowAsync<CutoverException>(() => ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None))).Message.ShouldContain("lacks indexes");

        await ledger.PrepareAsync();

        (await ledger.ScalarAsync<string>(Place.Own, Definitions)).ShouldBe(await ledger.ScalarAsync<string>(Place.Monolith, Definitions));
        (await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Own);
    }

    /// <summary>The workers that copy have these locks; on one server they wait for whoever waits for them.</summary>
    [Fact]
    public async Task Run_AgainWhileRowsAreCopied_WaitsForNoTable()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await using var copying = await ledger.Sources[(int)Place.Own].OpenConnectionAsync();
        await using var transaction = await copying.BeginTransactionAsync();
        await using var locks = new NpgsqlCommand("LOCK TABLE cutover_ledger.baton_forward, ledger.accounts, ledger.entries IN ROW EXCLUSIVE MODE", copying);
        await locks.ExecuteNonQueryAsync();

        await Prepare(ledger.Pair).WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>As where one table is there as it was a moment later than the other.</summary>
    [Fact]
    public async Task Run_TablesNotYetAtOneMoment_GetIndexesButNoReferences()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await Prepare(ledger.Pair);
        var completion = new CopyCompletion(ledger.Pair);
        await ledger.UntilAsync(s => s.IsFollowing);
        await ledger.ExecuteAsync(Place.Own,
            """
            ALTER TABLE ledger.entries DISABLE TRIGGER USER;
            INSERT INTO ledger.entries (id, request, account, amount) VALUES (-1, gen_random_uuid(), -1, 0);
            """);

        await completion.MakeIndexesAsync(_ => { }, CancellationToken.None);

        (await ledger.ScalarAsync<string>(Place.Own, "SELECT string_agg(makes, E'\n') FROM cutover_ledger.deferred")).ShouldBe(
            "ALTER TABLE ledger.entries ADD CONSTRAINT entries_account_fkey FOREIGN KEY (account) REFERENCES ledger.accounts(id)");
        await ledger.ExecuteAsync(Place.Own, "DELETE FROM ledger.entries WHERE id = -1");
        await completion.EndAsync(_ => { }, CancellationToken.None);
        (await ledger.ScalarAsync<long>(Place.Own, "SELECT count(*) FROM cutover_ledger.deferred")).ShouldBe(0);
    }

    [Fact]
    public async Task Run_TargetWithRowsOfItsOwn_IsRefused()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await ledger.ExecuteAsync(Place.Own,
            """
            CREATE SCHEMA ledger;
            CREATE TABLE ledger.accounts (id int PRIMARY KEY, balance numeric(20, 2), version bigint);
            CREATE TABLE ledger.entries (id bigint PRIMARY KEY, request uuid, account int, amount numeric(20, 2), note text);
            INSERT INTO ledger.accounts VALUES (1, 1, 1);
            """);

        (await Should.ThrowAsync<CutoverException>(() => Prepare(ledger.Pair))).Message.ShouldContain("has rows in accounts, which did not come by copying");
    }

    /// <summary>A copied number would name an object that stayed where it was.</summary>
    [Fact]
    public async Task Run_WhatThePlanBlocks_IsRefusedWithItsRemedyBeforeAnythingIsMade()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await ledger.ExecuteAsync(Place.Monolith, "CREATE TABLE ledger.pictures (id int PRIMARY KEY, content oid); INSERT INTO ledger.pictures VALUES (1, lo_from_bytea(0, 'x'))");

        var refused = await Should.ThrowAsync<CutoverException>(() => Prepare(ledger.Pair));

        refused.Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("pictures.content may name large objects, which are not copied. To do: ALTER TABLE ledger.\"pictures\" ALTER COLUMN"), m => m.ShouldNotContain("Ready"));
        (await ledger.ScalarAsync<bool>(Place.Own, "SELECT to_regnamespace('ledger') IS NULL AND to_regnamespace('cutover_ledger') IS NULL")).ShouldBeTrue();
        await ledger.ExecuteAsync(Place.Monolith, "ALTER TABLE ledger.pictures ALTER COLUMN content TYPE bytea USING lo_get(content)");
        await ledger.PrepareAsync();
        (await ledger.HashAsync(Place.Own, "pictures")).ShouldBe(await ledger.HashAsync(Place.Monolith, "pictures"));
    }

    [Fact]
    public async Task Run_DatabasesInEachOthersPlaceOrTheSame_IsRefused()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await using var swapped = new CutoverPair(LedgerPair.Schema, new(Place.Monolith, ledger.OwnConnection), new(Place.Own, ledger.MonolithConnection));
        await using var same = new CutoverPair(LedgerPair.Schema, new(Place.Monolith, ledger.MonolithConnection), new(Place.Own, ledger.MonolithConnection + ";Application Name=other"));

        (await Should.ThrowAsync<CutoverException>(() => Prepare(swapped))).Message.ShouldContain("in each other's place");
        (await Should.ThrowAsync<CutoverException>(() => PlacesCheck.RunAsync(same, CancellationToken.None))).Message.ShouldContain("Both connections lead to");
    }

    [Fact]
    public async Task Run_MonolithWithoutItsRowAfterASwitch_MakesNoSecondOwner()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None);
        await ledger.ExecuteAsync(Place.Monolith, "DROP SCHEMA cutover_ledger CASCADE");

        (await Should.ThrowAsync<CutoverException>(() => Prepare(ledger.Pair))).Message.ShouldContain("there might be two owners");
        (await ledger.Pair.OwnershipOf(ledger.Pair.Monolith).ReadAsync(CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Run_OwnDatabaseMadeAnewAfterSwitches_OldBatonsMakeNoSecondOwner()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        foreach (var to in (Place[])[Place.Own, Place.Monolith])
        {
            await ledger.Switch.RunAsync(to, _ => Task.CompletedTask, CancellationToken.None);
        }

        await ledger.Pair.Forward.RemoveAsync(CancellationToken.None);
        await ledger.Pair.Back.RemoveAsync(CancellationToken.None);
        await ledger.ExecuteAsync(Place.Own, "DROP SCHEMA ledger, cutover_ledger CASCADE");

        await ledger.PrepareAsync();

        (await ledger.ScalarAsync<string>(Place.Own, "SELECT state || epoch FROM cutover_ledger.ownership")).ShouldBe("standby0");
        (await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Own);
    }

    [Fact]
    public async Task Run_PartitionedTable_IsCopiedAndGuardedThroughItsParent()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await ledger.ExecuteAsync(Place.Monolith,
            """
            CREATE TABLE ledger.parted (id int PRIMARY KEY) PARTITION BY RANGE (id);
            CREATE TABLE ledger.parted_low PARTITION OF ledger.parted FOR VALUES FROM (0) TO (100);
            INSERT INTO ledger.parted VALUES (1);
            """);
        await ledger.PrepareAsync();
        await ledger.ExecuteAsync(Place.Monolith, "INSERT INTO ledger.parted VALUES (2)");
        await ledger.ArrivedAsync();

        (await ledger.ScalarAsync<long>(Place.Own, "SELECT count(*) FROM ledger.parted")).ShouldBe(2);
        (await Should.ThrowAsync<PostgresException>(() => ledger.ExecuteAsync(Place.Own, "INSERT INTO ledger.parted VALUES (3)"))).SqlState.ShouldBe(ControlSchema.NotOwner);
    }

    private static void EndAt(ref int left, CancellationTokenSource cancel)
    {
        if (--left == 0)
        {
            cancel.Cancel();
        }
    }

    private static Task Prepare(CutoverPair pair) => new Preparation(pair, new PreparationSettings()).RunAsync(LedgerPair.PgDump, anew: false, _ => { }, CancellationToken.None);
}
