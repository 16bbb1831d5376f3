using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data.Ownership;
using Monolith.Kernel.Events.Catalog;
using Monolith.Kernel.Events.Delivery;
using Monolith.Kernel.Messaging;
using Npgsql;

namespace Monolith.Kernel.Events.Inbox;

/// <summary>
/// Runs a subscriber's handlers: in one transaction of its module with the rows that say which events were handled, one event or several. The one way in, whichever way they came.
/// </summary>
internal sealed partial class EventInbox(IServiceScopeFactory scopes, EventSettings settings, TimeProvider time, ILogger<EventInbox> logger)
{
    private const int LongestError = 500;

    // Their locks are held meanwhile, and one that hangs holds up the others.
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(2);

    public async Task<DeliveryOutcome> HandleAsync(EventSubscription subscription, EventMessage message, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(settings.HandlerTimeout);
        var before = CallContext.Current;
        try
        {
            await HandleOnceAsync([(subscription, message)], deadline.Token);
            return DeliveryOutcome.Handled;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return DeliveryOutcome.Untried;
        }
        catch (Exception e) when (WrongDatabase.Refused(e))
        {
            return DeliveryOutcome.Unavailable($"The data of {subscription.Subscriber} is being moved.");
        }
        catch (Exception e)
        {
            LogFailed(e, subscription.Subscriber, message.Type, message.Id);
            var error = e is OperationCanceledException ? $"The handler did not end within {settings.HandlerTimeout}." : $"{e.GetType().Name}: {e.Message}";
            return DeliveryOutcome.Failed(error.Length <= LongestError ? error : error[..LongestError]);
        }
        finally
        {
            CallContext.Current = before;
        }
    }

    /// <summary>Several events of one subscriber, in their order, in one transaction.</summary>
    /// <returns>False: something failed, and they are to be handled one by one.</returns>
    public async Task<bool> TryHandleTogetherAsync(IReadOnlyList<(EventSubscription Subscription, EventMessage Message)> events, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(settings.HandlerTimeout < Together ? settings.HandlerTimeout : Together);
        var before = CallContext.Current;
        try
        {
            await HandleOnceAsync(events, deadline.Token);
            return true;
        }
        catch (Exception e)
        {
            LogApart(e, events[0].Subscription.Subscriber, events.Count);
            return false;
        }
        finally
        {
            CallContext.Current = before;
        }
    }

    private async Task HandleOnceAsync(IReadOnlyList<(EventSubscription Subscription, EventMessage Message)> events, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = (DbContext)scope.ServiceProvider.GetRequiredService(events[0].Subscription.ContextType);
        // All or nothing: there is nothing to go back to half way.
        context.Database.AutoSavepointsEnabled = false;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var fresh = await RememberAsync((NpgsqlTransaction)transaction.GetDbTransaction(), context.Model.GetDefaultSchema()!, events.Select(e => e.Message.Id), cancellationToken);
        var unsaved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (subscription, message) in events.Where(e => fresh.Contains(e.Message.Id)))
        {
            // One sees what earlier ones of its aggregate have done. Those of other aggregates might run at the same moment elsewhere: what they have done can be saved with it.
            if (!unsaved.Add(message.AggregateKey))
            {
                await context.SaveChangesAsync(cancellationToken);
                unsaved.Clear();
                unsaved.Add(message.AggregateKey);
            }

            CallContext.Current = new(message.CorrelationId ?? message.Id.ToString("N"), message.UserId, time.GetUtcNow() + settings.HandlerTimeout) { Tenant = message.Tenant };
            await subscription.HandleAsync(scope.ServiceProvider, message, cancellationToken);
        }

        if (fresh.Count > 0)
        {
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <returns>Those that have not been handled. Waits for a transaction that is just about to.</returns>
    private static async Task<IReadOnlySet<Guid>> RememberAsync(NpgsqlTransaction transaction, string schema, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"INSERT INTO \"{schema}\".{InboxEventConfiguration.Table} (id, handled_at) SELECT id, clock_timestamp() FROM unnest($1) AS id ON CONFLICT DO NOTHING RETURNING id",
            transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = ids.ToArray() });
        await command.PrepareAsync(cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var fresh = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            fresh.Add(reader.GetGuid(0));
        }

        return fresh;
    }

    [LoggerMessage(EventIds.EventHandlerFailed, LogLevel.Error, "{Subscriber} failed to handle {Type} {Id}")]
    private partial void LogFailed(Exception exception, string subscriber, string type, Guid id);

    [LoggerMessage(EventIds.EventsHandledApart, LogLevel.Debug, "{Count} events could not be handled together by {Subscriber}; each is tried by itself")]
    private partial void LogApart(Exception exception, string subscriber, int count);
}
