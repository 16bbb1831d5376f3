using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Events.Catalog;
using Monolith.Kernel.Events.Delivery;
using Monolith.Kernel.Messaging;
using Npgsql;

namespace Monolith.Kernel.Events.Inbox;

/// <summary>
/// Runs a subscriber's handler: in a scope of its own, in one transaction of its module with the row that says the event was handled. The one way in, whichever way the event came.
/// </summary>
internal sealed partial class EventInbox(IServiceScopeFactory scopes, EventSettings settings, TimeProvider time, ILogger<EventInbox> logger)
{
    private const int LongestError = 500;

    public async Task<DeliveryOutcome> HandleAsync(EventSubscription subscription, EventMessage message, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(settings.HandlerTimeout);
        var before = CallContext.Current;
        CallContext.Current = new(message.CorrelationId ?? message.Id.ToString("N"), message.UserId, time.GetUtcNow() + settings.HandlerTimeout) { Tenant = message.Tenant };
        try
        {
            await HandleOnceAsync(subscription, message, deadline.Token);
            return DeliveryOutcome.Handled;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return DeliveryOutcome.Untried;
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

    private async Task HandleOnceAsync(EventSubscription subscription, EventMessage message, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = (DbContext)scope.ServiceProvider.GetRequiredService(subscription.ContextType);
        // All or nothing: there is nothing to go back to half way.
        context.Database.AutoSavepointsEnabled = false;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await TryRememberAsync((NpgsqlTransaction)transaction.GetDbTransaction(), context.Model.GetDefaultSchema()!, message.Id, cancellationToken))
        {
            return;
        }

        await subscription.HandleAsync(scope.ServiceProvider, message, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <returns>False when it has been handled. Waits for a transaction that is just about to.</returns>
    private static async Task<bool> TryRememberAsync(NpgsqlTransaction transaction, string schema, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"INSERT INTO \"{schema}\".{InboxEventConfiguration.Table} (id, handled_at) VALUES ($1, clock_timestamp()) ON CONFLICT DO NOTHING", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = id });
        await command.PrepareAsync(cancellationToken);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    [LoggerMessage(EventIds.EventHandlerFailed, LogLevel.Error, "{Subscriber} failed to handle {Type} {Id}")]
    private partial void LogFailed(Exception exception, string subscriber, string type, Guid id);
}
