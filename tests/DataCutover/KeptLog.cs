using Monolith.Strangler.Cutover;
using Shouldly;

namespace Monolith.DataCutover;

/// <summary>Limits what the server keeps for receivers that are down, until it is disposed.</summary>
internal sealed class KeptLog : IAsyncDisposable
{
    private readonly LedgerPair _ledger;

    private KeptLog(LedgerPair ledger) => _ledger = ledger;

    public static async Task<KeptLog> LimitAsync(LedgerPair ledger, string size)
    {
        await ledger.ExecuteAsync(Place.Monolith, $"ALTER SYSTEM SET max_slot_wal_keep_size = '{size}'");
        await ReloadAsync(ledger, size);
        return new(ledger);
    }

    /// <summary>Writes until the server has thrown away what it kept for a receiver.</summary>
    public async Task ExceedAsync(string slot)
    {
        for (var tries = 0; await _ledger.ScalarAsync<string>(Place.Monolith, $"SELECT wal_status FROM pg_replication_slots WHERE slot_name = '{slot}'") != "lost"; tries++)
        {
            (tries < 100).ShouldBeTrue("the slot was not lost");
            await _ledger.ExecuteAsync(Place.Monolith, "SELECT pg_logical_emit_message(false, 'test', 'x')");
            await _ledger.ExecuteAsync(Place.Monolith, "SELECT pg_switch_wal()");
            await _ledger.ExecuteAsync(Place.Monolith, "CHECKPOINT");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ledger.ExecuteAsync(Place.Monolith, "ALTER SYSTEM RESET max_slot_wal_keep_size");
        await ReloadAsync(_ledger, "-1");
    }

    private static async Task ReloadAsync(LedgerPair ledger, string expected)
    {
        await ledger.ExecuteAsync(Place.Monolith, "SELECT pg_reload_conf()");
        for (var tries = 0; await ledger.ScalarAsync<string>(Place.Monolith, "SELECT current_setting('max_slot_wal_keep_size')") != expected; tries++)
        {
            (tries < 100).ShouldBeTrue("the server did not take the setting");
            await Task.Delay(50);
        }
    }
}
