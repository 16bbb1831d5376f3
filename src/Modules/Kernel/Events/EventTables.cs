using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Events.Catalog;
using Monolith.Kernel.Events.Inbox;
using Monolith.Kernel.Events.Outbox;

namespace Monolith.Kernel.Events;

/// <summary>A module that has events in its Contracts has an outbox, one that handles events has an inbox; both are in its own schema and its own migrations.</summary>
internal static class EventTables
{
    public static void Apply(ModelBuilder model, Assembly module, string schema)
    {
        if (EventScan.EventsOf(module, schema).Any())
        {
            model.ApplyConfiguration(new OutboxEventConfiguration());
            model.ApplyConfiguration(new OutboxDeliveryConfiguration());
            model.ApplyConfiguration(new OutboxSubscriptionConfiguration());
        }

        if (EventScan.HandlersIn(module).Any())
        {
            model.ApplyConfiguration(new InboxEventConfiguration());
        }
    }
}
