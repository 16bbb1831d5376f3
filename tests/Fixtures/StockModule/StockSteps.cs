using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Monolith.Kernel.Events;
using Monolith.Kernel.Messaging;
using Monolith.ShopModule;

namespace Monolith.StockModule;

/// <summary>Where a test may stop the subscriber, or make it fail.</summary>
internal sealed class StockSteps
{
    /// <summary>Each entry into the handler: what it got, and in which context.</summary>
    public ConcurrentQueue<(EventEnvelope<OrderPlaced> Event, CallContext? Context)> Entered { get; } = new();

    public Func<EventEnvelope<OrderPlaced>, CancellationToken, Task> BeforeWriting { get; set; } = (_, _) => Task.CompletedTask;

    public Func<EventEnvelope<OrderPlaced>, CancellationToken, Task> BeforeCommit { get; set; } = (_, _) => Task.CompletedTask;

    public Func<Task> AfterCommit { get; set; } = () => Task.CompletedTask;
}

internal sealed class ReserveStock(StockDbContext database, StockSteps steps) : IEventHandler<OrderPlaced>
{
    public async Task HandleAsync(EventEnvelope<OrderPlaced> e, CancellationToken cancellationToken)
    {
        steps.Entered.Enqueue((e, CallContext.Current));
        await steps.BeforeWriting(e, cancellationToken);
        database.Reservations.Add(new Reservation { Number = e.Data.Number, Customer = e.Data.Customer });
        await database.SaveChangesAsync(cancellationToken);
        await steps.BeforeCommit(e, cancellationToken);
    }
}

/// <summary>Between the commit and whoever is told of it.</summary>
internal sealed class AfterCommit(StockSteps steps) : DbTransactionInterceptor
{
    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) => steps.AfterCommit();
}
