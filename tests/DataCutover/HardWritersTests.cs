using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Ownership;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover;

/// <summary>Loads that are not like the usual one.</summary>
public sealed class HardWritersTests
{
    [Fact]
    public async Task Run_UpdatesAlone_LoseAndDoubleNone()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        var load = new CounterLoad(ledger, clients: 6);
        load.Start();

        await SwitchAsync(ledger, Place.Own, Place.Monolith, Place.Own, Place.Monolith);

        await load.StopAndVerifyAsync();
    }

    [Fact]
    public async Task Run_AWriterThatGoesStraightToOneSide_IsAcknowledgedOnlyWhileThatOwns()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await ledger.ExecuteAsync(Place.Monolith, "CREATE TABLE ledger.things (id uuid PRIMARY KEY)");
        await ledger.PrepareAsync();
        var load = new LedgerLoad(ledger, clients: 4);
        load.Start();
        using var enough = new CancellationTokenSource();
        var (acknowledged, refused) = (new List<Guid>(), new List<Guid>());
        var stubborn = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                var id = Guid.NewGuid();
                try
                {
                    await ledger.ExecuteAsync(Place.Own, $"INSERT INTO ledger.things VALUES ('{id}')");
                    acknowledged.Add(id);
                }
                catch (PostgresException e) when (e.SqlState == ControlSchema.NotOwner)
                {
                    refused.Add(id);
                }
            }
        });

        await SwitchAsync(ledger, Place.Own, Place.Monolith, Place.Own, Place.Monolith);
        await enough.CancelAsync();
        await stubborn;

        await load.StopAsync();
        await ledger.ArrivedAsync();
        await load.VerifyAsync();
        refused.ShouldNotBeEmpty();
        acknowledged.ShouldNotBeEmpty();
        foreach (var place in (Place[])[Place.Monolith, Place.Own])
        {
            (await ledger.ScalarAsync<Guid[]>(place, "SELECT array_agg(id) FROM ledger.things")).ShouldBe(acknowledged, ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Run_ATransactionThatOnlyReadsAndStaysOpen_HoldsNothingUp()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await using var connection = await ledger.Sources[0].OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        await using var read = new NpgsqlCommand("SELECT sum(version) FROM ledger.accounts", connection);
        var before = await read.ExecuteScalarAsync();
        var load = new CounterLoad(ledger, clients: 4);
        load.Start();

        await SwitchAsync(ledger, Place.Own, Place.Monolith);

        await load.StopAndVerifyAsync();
        (await read.ExecuteScalarAsync()).ShouldBe(before);
    }

    private static async Task SwitchAsync(LedgerPair ledger, params Place[] owners)
    {
        foreach (var to in owners)
        {
            await Task.Delay(150);
            (await ledger.Switch.RunAsync(to, _ => Task.CompletedTask, CancellationToken.None)).WayBack.IsWhole.ShouldBeTrue();
        }

        await Task.Delay(150);
    }
}
