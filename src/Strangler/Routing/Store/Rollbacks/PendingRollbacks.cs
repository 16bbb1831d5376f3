using System.Text.Json;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Startup;
using Monolith.Strangler.Routing.Store.Ledger;

namespace Monolith.Strangler.Routing.Store.Rollbacks;

/// <summary>
/// Rollbacks that the store does not have yet: in force on this host from the moment they were ordered. Those the store could not take are kept in the
/// data folder until it has.
/// </summary>
internal sealed partial class PendingRollbacks(DataDirectory dataDirectory, RoutingState state, TimeProvider time, ILogger<PendingRollbacks> logger)
{
    private readonly Lock _lock = new();
    private IReadOnlyList<Rollback> _held = [];
    private IReadOnlyList<Rollback> _kept = [];

    public string Path { get; } = dataDirectory.PathOf("strangler", "pending-rollbacks.json");

    /// <summary>Those to be written to the store, oldest first.</summary>
    public IReadOnlyList<Rollback> Kept => Volatile.Read(ref _kept);

    /// <summary>Takes up those of an earlier run.</summary>
    public void Load()
    {
        try
        {
            if (File.Exists(Path))
            {
                _kept = JsonSerializer.Deserialize<List<Rollback>>(File.ReadAllText(Path), LedgerJson.Options) ?? throw new JsonException("It is null.");
                _held = _kept;
                state.Hold(_held);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Something was rolled back and nobody knows what: everything is, here, until somebody has looked.
            LogUnreadable(e, Path);
            Hold(new(FlagOrder.New("host", "The pending rollbacks cannot be read", time), Routes: null));
        }
    }

    /// <summary>Puts it in force, at once and in memory.</summary>
    public void Hold(Rollback rollback)
    {
        lock (_lock)
        {
            _held = [.. _held, rollback];
            state.Hold(_held);
        }
    }

    /// <summary>
    /// Keeps one that is in force until the store has it. One of the same routes takes the place of the earlier, so there are never more than targets.
    /// </summary>
    public void Keep(Rollback rollback)
    {
        lock (_lock)
        {
            var replaced = _kept.Where(k => k.HasSameRoutesAs(rollback)).ToList();
            _kept = [.. _kept.Except(replaced), rollback];
            _held = [.. _held.Except(replaced)];
            state.Hold(_held);
            Write();
        }

        LogKept(rollback.Order.Author, rollback.Routes is null ? "everything" : string.Join(", ", rollback.Routes));
    }

    /// <summary>The store has it.</summary>
    public void Release(Rollback rollback)
    {
        lock (_lock)
        {
            _held = [.. _held.Where(r => r != rollback)];
            state.Hold(_held);
            if (_kept.Contains(rollback))
            {
                _kept = [.. _kept.Where(r => r != rollback)];
                Write();
            }
        }
    }

    private void Write()
    {
        try
        {
            if (_kept.Count == 0)
            {
                File.Delete(Path);
            }
            else
            {
                DataDirectory.WritePrivateFile(Path, JsonSerializer.Serialize(_kept, LedgerJson.Options));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(e, Path);
        }
    }

    [LoggerMessage(EventIds.RollbackPending, LogLevel.Warning, "{Author} rolled back {Routes} on this host; the store, which does not answer, will be told")]
    private partial void LogKept(string author, string routes);

    [LoggerMessage(EventIds.PendingRollbacksUnreadable, LogLevel.Error, "The rollbacks in {Path} that the store does not have cannot be read: everything stays in the monolith. Roll back what has to be, remove the file and restart")]
    private partial void LogUnreadable(Exception exception, string path);

    [LoggerMessage(EventIds.PendingRollbacksNotWritten, LogLevel.Error, "The pending rollbacks could not be kept in {Path}: a restart before the store is back would forget them")]
    private partial void LogNotWritten(Exception exception, string path);
}
