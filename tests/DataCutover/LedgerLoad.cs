using System.Collections.Concurrent;
using System.Data;
using System.Diagnostics;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Ownership;
using Npgsql;
using Shouldly;

namespace Monolith.DataCutover;

/// <summary>Clients that write to whichever database owns the data, and remember what was acknowledged. A refused or lost write is tried again with the same request.</summary>
internal sealed class LedgerLoad(LedgerPair ledger, int clients, IsolationLevel isolation = IsolationLevel.ReadCommitted)
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Guid, decimal> _acknowledged = new();
    private readonly ConcurrentBag<Exception> _failures = [];
    private readonly List<Task> _clients = [];
    private volatile int _owner;
    private long _longestGap;
    private long _lastWrite = Stopwatch.GetTimestamp();

    public int Acknowledged => _acknowledged.Count;

    public IReadOnlyCollection<Exception> Failures => _failures;

    /// <summary>The longest time in which nobody's write was acknowledged, since the last time this was asked.</summary>
    public TimeSpan TakeLongestGap() => Stopwatch.GetElapsedTime(0, Interlocked.Exchange(ref _longestGap, 0));

    public void Start() => _clients.AddRange(Enumerable.Range(0, clients).Select(n => Task.Run(() => RunAsync(new Random(n)))));

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients);
    }

    /// <summary>Every acknowledged write is there once, on both sides, with nothing besides; and the books balance.</summary>
    public async Task VerifyAsync()
    {
        _failures.ShouldBeEmpty();
        foreach (var source in ledger.Sources)
        {
            var rows = new Dictionary<Guid, decimal>();
            await using (var command = source.CreateCommand($"SELECT request, amount FROM {LedgerPair.Schema}.entries"))
            await using (var reader = await command.ExecuteReaderAsync())
            {
                while (await reader.ReadAsync())
                {
                    rows.Add(reader.GetGuid(0), reader.GetDecimal(1));
                }
            }

            rows.Count.ShouldBe(_acknowledged.Count);
            _acknowledged.ShouldAllBe(a => rows.ContainsKey(a.Key) && rows[a.Key] == a.Value);
        }

        (await ledger.ScalarAsync<bool>(Place.Monolith, $"SELECT bool_and(a.balance = 1000 + coalesce((SELECT sum(e.amount) FROM {LedgerPair.Schema}.entries e WHERE e.account = a.id), 0)) FROM {LedgerPair.Schema}.accounts a"))
            .ShouldBeTrue("the books do not balance");
    }

    private async Task RunAsync(Random random)
    {
        while (!_stop.IsCancellationRequested)
        {
            var (request, account, amount) = (Guid.NewGuid(), random.Next(1, LedgerPair.Accounts + 1), random.Next(1, 100) / 100m);
            var began = Stopwatch.GetTimestamp();
            while (true)
            {
                try
                {
                    await BookAsync(ledger.Sources[_owner], request, account, amount);
                    break;
                }
                catch (PostgresException e) when (e.SqlState == ControlSchema.NotOwner)
                {
                    _owner = 1 - _owner;
                    await Task.Delay(2);
                }
                catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
                {
                    // As anybody who writes at this isolation does.
                }
                catch (Exception e) when (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30) && e is NpgsqlException { IsTransient: true } or IOException)
                {
                    await Task.Delay(20);
                }
                catch (Exception e)
                {
                    _failures.Add(e);
                    return;
                }
            }

            _acknowledged[request] = amount;
            Note();
        }
    }

    private void Note()
    {
        var now = Stopwatch.GetTimestamp();
        var gap = now - Interlocked.Exchange(ref _lastWrite, now);
        long longest;
        while (gap > (longest = Interlocked.Read(ref _longestGap)) && Interlocked.CompareExchange(ref _longestGap, gap, longest) != longest)
        {
        }
    }

    /// <summary>An insertion, an update, and now and then a deletion. The same request twice finds its row and does nothing.</summary>
    private async Task BookAsync(NpgsqlDataSource source, Guid request, int account, decimal amount)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(isolation);
        await using (var insert = new NpgsqlCommand(
            $"INSERT INTO {LedgerPair.Schema}.entries (request, account, amount) VALUES (@request, @account, @amount) ON CONFLICT (request) DO NOTHING", connection))
        {
            insert.Parameters.AddWithValue("request", request);
            insert.Parameters.AddWithValue("account", account);
            insert.Parameters.AddWithValue("amount", amount);
            if (await insert.ExecuteNonQueryAsync() == 0)
            {
                return;
            }
        }

        await using (var update = new NpgsqlCommand($"UPDATE {LedgerPair.Schema}.accounts SET balance = balance + @amount, version = version + 1 WHERE id = @account", connection))
        {
            update.Parameters.AddWithValue("account", account);
            update.Parameters.AddWithValue("amount", amount);
            await update.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}
