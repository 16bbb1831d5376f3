using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace Monolith.Bench.Gap;

/// <summary>Clients that each begin a transaction at fixed times, whether or not the last one was slow, and go to the other database when they are refused.</summary>
internal sealed class PacedWriters(string monolith, string own, int clients, int perSecond) : IAsyncDisposable
{
    // What the guard refuses with; a client knows no more of it.
    private const string NotOwner = "MC001";
    private static readonly TimeSpan Refused = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly NpgsqlDataSource[] _databases = [NpgsqlDataSource.Create(monolith), NpgsqlDataSource.Create(own)];
    private readonly ConcurrentBag<Guid> _acknowledged = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private volatile int _owner;
    private long _lastWrite = Stopwatch.GetTimestamp();

    public int Acknowledged => _acknowledged.Count;

    public TimeSpan LongestSilence { get; private set; }

    public TimeSpan LongestWrite { get; private set; }

    public void Start() => _running = Task.WhenAll(Enumerable.Range(0, clients).Select(n => Task.Run(() => RunAsync(n))));

    public void Forget()
    {
        lock (_lock)
        {
            LongestSilence = LongestWrite = TimeSpan.Zero;
        }
    }

    /// <summary>Throws what a client failed with.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    /// <summary>Acknowledged writes that one of the two sides has not, or has twice, once what was written has arrived.</summary>
    public async Task<int> MissingAsync()
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var missing = 0;
            foreach (var database in _databases)
            {
                await using var command = database.CreateCommand("SELECT count(*)::int FROM copied.entries WHERE request = ANY (@requests)");
                command.Parameters.AddWithValue("requests", _acknowledged.ToArray());
                missing += Math.Abs(_acknowledged.Count - (int)(await command.ExecuteScalarAsync())!);
            }

            if (missing == 0 || Stopwatch.GetElapsedTime(began) > Limit)
            {
                return missing;
            }

            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
        {
            await database.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task RunAsync(int client)
    {
        var period = TimeSpan.FromSeconds((double)clients / perSecond);
        var due = Stopwatch.GetTimestamp() + (long)(period.TotalSeconds * Stopwatch.Frequency * client / clients);
        while (!_stop.IsCancellationRequested)
        {
            var early = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }

            await WriteAsync(Guid.NewGuid());
            due += (long)(period.TotalSeconds * Stopwatch.Frequency);
        }
    }

    private async Task WriteAsync(Guid request)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var owner = _owner;
            try
            {
                await BookAsync(_databases[owner], request);
                Note(request, began);
                return;
            }
            catch (PostgresException e) when (e.SqlState == NotOwner && Stopwatch.GetElapsedTime(began) < Limit)
            {
                _owner = 1 - owner;
                await Task.Delay(Refused);
            }
        }
    }

    private void Note(Guid request, long began)
    {
        _acknowledged.Add(request);
        var now = Stopwatch.GetTimestamp();
        lock (_lock)
        {
            var (silence, write) = (Stopwatch.GetElapsedTime(_lastWrite, now), Stopwatch.GetElapsedTime(began, now));
            LongestSilence = silence > LongestSilence ? silence : LongestSilence;
            LongestWrite = write > LongestWrite ? write : LongestWrite;
            _lastWrite = now;
        }
    }

    /// <summary>An insertion and an update, as a posting and its balance would be.</summary>
    private static async Task BookAsync(NpgsqlDataSource database, Guid request)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new("INSERT INTO copied.entries (request, account, amount) VALUES ($1, 1, 1)") { Parameters = { new() { Value = request } } },
                new("UPDATE copied.entries SET amount = amount + 1 WHERE id = $1") { Parameters = { new() { Value = (long)Random.Shared.Next(1, 10_000) } } },
            },
        };
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }
}
