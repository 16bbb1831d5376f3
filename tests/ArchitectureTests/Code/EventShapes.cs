using System.Reflection;
using Monolith.Kernel.Events;
using Monolith.Kernel.Messaging.Shapes;

namespace Monolith.ArchitectureTests.Code;

/// <summary>What the events of all modules look like on the wire.</summary>
internal static class EventShapes
{
    public static IEnumerable<ContractShape> AllIn(CodeBase code)
        => from contracts in code.Contracts
           from record in contracts.Loaded.GetTypes()
           where typeof(IIntegrationEvent).IsAssignableFrom(record)
           let name = record.GetCustomAttribute<EventNameAttribute>()
           where name is not null
           select ContractShape.OfEvent(name.Type, record);
}
