using System.Data;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Switching;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover;

/// <summary>Writers that keep to no rule but the database's.</summary>
public sealed class FenceTests
{
    private const string Touch = $"UPDATE {LedgerPair.Schema}.accounts SET version = version + 1 WHERE id = 1";

    [Theory]
    [InlineData("INSERT INTO ledger.accounts VALUES (99, 0)")]
    [InlineData(Touch)]
    [InlineData("DELETE FROM ledger.entries")]
    [InlineData("TRUNCATE ledger.entries")]
    [InlineData("COPY ledger.entries (request, account, amount) FROM PROGRAM 'true'")]
    public async Task Write_OnTheOneThatIsNotTheOwner_IsRefusedAndSaysWhereTo(string sql)
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();

        var refused = await Should.ThrowAsync<PostgresException>(() => ledger.ExecuteAsync(Place.Own, sql));

        refused.SqlState.ShouldBe(ControlSchema.NotOwner);
        refused.MessageText.ShouldContain("the data of module ledger is not written here: this database is standby at epoch 0");
        refused.Hint.ShouldNotBeNull().ShouldContain("data status ledger");
    }

    [Theory]
    [InlineData(IsolationLevel.ReadCommitted, ControlSchema.NotOwner)]
    [InlineData(IsolationLevel.RepeatableRead, PostgresErrorCodes.SerializationFailure)]
    [InlineData(IsolationLevel.Serializable, PostgresErrorCodes.SerializationFailure)]
    public async Task Write_InATransactionThatBeganBeforeTheSwitch_IsRefused(IsolationLevel isolation, string state)
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await using var connection = await ledger.Sources[0].OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(isolation);
        await using (var read = new NpgsqlCommand($"SELECT count(*) FROM {LedgerPair.Schema}.accounts", connection))
        {
            await read.ExecuteScalarAsync();
        }

        await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None);

        await using var write = new NpgsqlCommand(Touch, connection);
        (await Should.ThrowAsync<PostgresException>(() => write.ExecuteNonQueryAsync())).SqlState.ShouldBe(state);
    }

    [Theory]
    [InlineData(IsolationLevel.ReadCommitted)]
    [InlineData(IsolationLevel.RepeatableRead)]
    [InlineData(IsolationLevel.Serializable)]
    public async Task Write_ByARoleOfFewRightsThatBringsItsOwnOperators_IsJudgedLikeAnyOther(IsolationLevel isolation)
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        var role = $"narrow_{Guid.NewGuid():N}";
        await ledger.ExecuteAsync(Place.Monolith, $"CREATE ROLE {role}");
        foreach (var place in (Place[])[Place.Monolith, Place.Own])
        {
            await ledger.ExecuteAsync(place,
                $"""
                GRANT USAGE ON SCHEMA ledger TO {role}; GRANT SELECT, UPDATE ON ledger.accounts TO {role};
                CREATE SCHEMA trap; GRANT USAGE ON SCHEMA trap TO {role};
                CREATE FUNCTION trap.yes(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
                CREATE OPERATOR trap.= (LEFTARG = text, RIGHTARG = text, FUNCTION = trap.yes);
                """);
        }

        (await WriteAsync(Place.Monolith, Touch)).ShouldBeNull();
        (await WriteAsync(Place.Own, Touch)).ShouldBe(ControlSchema.NotOwner);
        (await WriteAsync(Place.Own, "UPDATE cutover_ledger.ownership SET state = 'owner'")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

        async Task<string?> WriteAsync(Place place, string sql)
        {
            await using var connection = await ledger.Sources[(int)place].OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync(isolation);
            await using var command = new NpgsqlCommand($"SET LOCAL ROLE {role}; SET LOCAL search_path = trap, pg_catalog; {sql}", connection);
            return (await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync()) as PostgresException)?.SqlState;
        }
    }

    [Fact]
    public async Task Run_WhileATransactionHasWritten_IsRefusedAndNamesIt()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await using var connection = await ledger.Sources[0].OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var write = new NpgsqlCommand(Touch, connection))
        {
            await write.ExecuteNonQueryAsync();
        }

        var young = new ModuleSwitch(ledger.Pair, LedgerPair.Patient with { FencePatience = TimeSpan.FromMilliseconds(200) });
        (await Should.ThrowAsync<CutoverException>(() => young.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)))
            .Message.ShouldContain($"nothing has changed. Still open: Server process {connection.ProcessID}");
        await Task.Delay(300);
        var old = new ModuleSwitch(ledger.Pair, LedgerPair.Patient with { LongestTransaction = TimeSpan.FromMilliseconds(200) });
        (await Should.ThrowAsync<CutoverException>(() => old.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)))
            .Message.ShouldMatch($@"Server process {connection.ProcessID} .* has written and is still open; the fence would wait for it\.");

        await transaction.CommitAsync();
        (await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Own);
    }

    [Fact]
    public async Task Run_AfterATableWasAdded_IsRefusedUntilItIsTakenIn()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        const string Added = "CREATE TABLE ledger.later (id int PRIMARY KEY)";
        await ledger.ExecuteAsync(Place.Monolith, Added);
        (await Should.ThrowAsync<CutoverException>(() => ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)))
            .Message.ShouldSatisfyAllConditions(m => m.ShouldContain("later is on one side only"), m => m.ShouldContain("later came later and is not copied"));

        await ledger.ExecuteAsync(Place.Own, Added);
        await ledger.PrepareAsync();
        await ledger.ExecuteAsync(Place.Monolith, "INSERT INTO ledger.later VALUES (1)");
        (await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Own);

        (await ledger.ScalarAsync<long>(Place.Own, "SELECT count(*) FROM ledger.later")).ShouldBe(1);
    }

    [Fact]
    public async Task Run_SequencesWithACache_GiveNoNumberTwice()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        foreach (var place in (Place[])[Place.Monolith, Place.Own])
        {
            await ledger.ExecuteAsync(place, "ALTER SEQUENCE ledger.entries_id_seq CACHE 50");
        }

        var load = new LedgerLoad(ledger, clients: 4);
        load.Start();
        foreach (var to in (Place[])[Place.Own, Place.Monolith, Place.Own])
        {
            await Task.Delay(150);
            await ledger.Switch.RunAsync(to, _ => Task.CompletedTask, CancellationToken.None);
        }

        await Task.Delay(150);
        await load.StopAsync();
        await ledger.ArrivedAsync();
        await load.VerifyAsync();
    }
}
