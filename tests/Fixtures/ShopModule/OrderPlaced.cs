using Monolith.Kernel.Events;
using Monolith.Kernel.Modules;

[assembly: ModuleContracts("Shop")]

namespace Monolith.ShopModule;

/// <summary>Number: unique, in the order in which the shop published. Customer: the aggregate.</summary>
[EventName("shop.order-placed", Version = 1)]
public sealed record OrderPlaced(int Number, string Customer) : IIntegrationEvent;
