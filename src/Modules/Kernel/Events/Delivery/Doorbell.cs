using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Events.Outbox;
using Npgsql;

namespace Monolith.Kernel.Events.Delivery;

/// <summary>
/// Tells other processes of commits here, and hears of theirs, by NOTIFY. Never within the publishing transaction: PostgreSQL lets transactions that notify commit one at a time, flush included.
/// So what was committed is announced afterwards, and what comes meanwhile in one go; an announcement that is lost with the process costs a poll interval.
/// </summary>
internal sealed partial class Doorbell(OutboxStores stores, Action<string> wake, EventSettings settings, TimeProvider time, ILogger<Doorbell> logger)
{
    internal const string Channel = "monolith_events";

    private readonly string _self = Guid.NewGuid().ToString("N");
    private readonly Channel<string> _committed = System.Threading.Channels.Channel.CreateUnbounded<string>(new() { SingleReader = true });

    public void Announce(string publisher) => _committed.Writer.TryWrite(publisher);

    public async Task RingAsync(CancellationToken stopping)
    {
        HashSet<string> publishers = new(StringComparer.Ordinal);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await _committed.Reader.WaitToReadAsync(stopping);
                while (_committed.Reader.TryRead(out var publisher))
                {
                    publishers.Add(publisher);
                }

                foreach (var publisher in publishers)
                {
                    await using var notify = stores.Find(publisher)!.Database.CreateCommand("SELECT pg_notify($1, $2)");
                    notify.Parameters.Add(new() { Value = Channel });
                    notify.Parameters.Add(new() { Value = $"{publisher} {_self}" });
                    await notify.ExecuteNonQueryAsync(stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                // The polls find what nobody was told of.
                LogFailed(e);
            }

            publishers.Clear();
        }
    }

    public async Task ListenAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await HearAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                LogFailed(e);
                await Task.Delay(settings.PollInterval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task HearAsync(CancellationToken stopping)
    {
        // Channels belong to the database, not to a schema: one connection hears for all modules.
        await using var connection = await stores.All.First().Database.OpenConnectionAsync(stopping);
        connection.Notification += (_, heard) =>
        {
            if (heard.Payload.Split(' ') is [var publisher, var who] && who != _self)
            {
                wake(publisher);
            }
        };
        await using var listen = new NpgsqlCommand($"LISTEN {Channel}", connection);
        await listen.ExecuteNonQueryAsync(stopping);
        while (true)
        {
            if (!await connection.WaitAsync(settings.PollInterval, stopping))
            {
                // A connection that died silently would wait for ever.
                await using var probe = new NpgsqlCommand("SELECT 1", connection) { CommandTimeout = 5 };
                await probe.ExecuteScalarAsync(stopping);
            }
        }
    }

    [LoggerMessage(EventIds.EventDispatchFailed, LogLevel.Warning, "Commits of events cannot be announced or heard of; the polls find them until it works again")]
    private partial void LogFailed(Exception exception);
}
