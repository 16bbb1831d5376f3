using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Monolith.Kernel.Events.Outbox;

/// <summary>The events of one context on their way into the outbox.</summary>
internal sealed class PendingEvents
{
    private readonly List<OutboxEvent> _ofThisSave = [];

    /// <summary>Saved in the running transaction: written when it commits.</summary>
    public List<OutboxEvent> Saved { get; } = [];

    /// <summary>The transaction that a SaveChanges without one was given; null otherwise.</summary>
    public IDbContextTransaction? Own { get; set; }

    /// <summary>What the context said of savepoints before.</summary>
    public bool Savepoints { get; set; }

    /// <summary>The running transaction was given to the context, which will not see its commit.</summary>
    public bool TransactionIsForeign { get; set; }

    public void Begin()
    {
        TransactionIsForeign = false;
        Saved.Clear();
    }

    /// <summary>Takes them from EF Core, which would insert them now.</summary>
    public void Take(DbContext context, IReadOnlyList<OutboxEvent> added)
    {
        foreach (var published in added)
        {
            context.Entry(published).State = EntityState.Detached;
        }

        _ofThisSave.AddRange(added);
        Saved.AddRange(added);
    }

    /// <summary>The SaveChanges has failed: they are to be saved again, like everything else.</summary>
    public void GiveBack(DbContext context)
    {
        Saved.RemoveAll(_ofThisSave.Contains);
        context.AddRange(_ofThisSave);
        _ofThisSave.Clear();
    }

    public void Forget() => _ofThisSave.Clear();

    public async Task EndOwnAsync(DbContext context)
    {
        if (Own is { } own)
        {
            Own = null;
            context.Database.AutoSavepointsEnabled = Savepoints;
            await own.DisposeAsync();
        }
    }
}
