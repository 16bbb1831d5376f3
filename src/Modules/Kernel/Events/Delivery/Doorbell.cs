using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data;
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

    // Under load: one announcement for all that is committed meanwhile.
    private static readonly TimeSpan BetweenRings = TimeSpan.FromMilliseconds(4);

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
                    await using var connection = await stores.Find(publisher)!.Database.OpenConnectionAsync(stopping);
                    await using var notify = new NpgsqlCommand($"SELECT {OutboxStore.Unflushed}, pg_notify($1, $2)", connection);
                    notify.Parameters.Add(new() { Value = Channel });
                    notify.Parameters.Add(new() { Value = $"{publisher} {_self}" });
                    await notify.ExecuteNonQueryAsync(stopping);
                }

                await Task.Delay(BetweenRings, time, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was, the polls find what nobody was told of.
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
                await HearAllAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailed(e);
                await Task.Delay(settings.PollInterval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Channels belong to the database, not to a schema: one connection hears for all modules that are in the monolith's.
    private async Task HearAllAsync(CancellationToken stopping)
    {
        var away = stores.All.Where(s => s.Database.IsAway).ToList();
        var sessions = stores.All.Except(away).Take(1).Concat(away).Select(s => s.Database).ToList();
        using var moved = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var hearing = sessions.ConvertAll(s => HearAsync(s, moved.Token));
        try
        {
            while (!hearing.Exists(h => h.IsCompleted) && stores.All.Where(s => s.Database.IsAway).SequenceEqual(away))
            {
                await Task.Delay(settings.PollInterval, time, stopping);
            }
        }
        finally
        {
            await moved.CancelAsync();
            await Task.WhenAll(hearing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // What ended by itself has failed; the others were told to.
        await (hearing.Find(h => h.IsFaulted) ?? Task.CompletedTask);
    }

    private async Task HearAsync(ModuleConnections database, CancellationToken stopping)
    {
        await using var connection = await database.OpenListenerAsync(stopping);
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
