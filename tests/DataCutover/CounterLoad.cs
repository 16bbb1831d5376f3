using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Ownership;
using Npgsql;
using Shouldly;

namespace Monolith.DataCutover;

/// <summary>Clients that only update, each its own row: every acknowledged one must be the one after that before, on whichever side it was made.</summary>
internal sealed class CounterLoad(LedgerPair ledger, int clients, int firstAccount = 1)
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task<long>> _clients = [];

    public void Start() => _clients.AddRange(Enumerable.Range(firstAccount, clients).Select(id => Task.Run(() => RunAsync(id))));

    /// <summary>And looks whether both sides hold what was acknowledged last.</summary>
    public async Task StopAndVerifyAsync()
    {
        await _stop.CancelAsync();
        var last = await Task.WhenAll(_clients);
        await ledger.ArrivedAsync();
        foreach (var place in (Place[])[Place.Monolith, Place.Own])
        {
            (await ledger.ScalarAsync<long[]>(place, $"SELECT array_agg(version ORDER BY id) FROM {LedgerPair.Schema}.accounts WHERE id BETWEEN {firstAccount} AND {firstAccount + clients - 1}")).ShouldBe(last);
        }

        last.ShouldAllBe(version => version > 0);
    }

    private async Task<long> RunAsync(int id)
    {
        var (version, owner) = (0L, 0);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var command = ledger.Sources[owner].CreateCommand($"UPDATE {LedgerPair.Schema}.accounts SET version = version + 1 WHERE id = {id} RETURNING version");
                var next = (long)(await command.ExecuteScalarAsync())!;
                next.ShouldBe(version + 1, "an acknowledged update is missing, or was made twice");
                version = next;
            }
            catch (PostgresException e) when (e.SqlState == ControlSchema.NotOwner)
            {
                owner = 1 - owner;
                await Task.Delay(2);
            }
        }

        return version;
    }
}
