using Monolith.Kernel.Events;
using Monolith.Kernel.Modules;
using Monolith.ShopModule;

namespace Monolith.MailModule;

public sealed class TheMailModule : IModule
{
    public ModuleManifest Manifest { get; init; } = new("Mail") { DependsOn = ["Shop"], SubscribesTo = ["shop.order-placed.v1"] };

    public void AddServices(ModuleBuilder module) => module.AddDbContext<MailDbContext>();
}

internal sealed class ConfirmOrder(MailDbContext database) : IEventHandler<OrderPlaced>
{
    public Task HandleAsync(EventEnvelope<OrderPlaced> e, CancellationToken cancellationToken)
    {
        database.Letters.Add(new Letter { Number = e.Data.Number, Customer = e.Data.Customer });
        return Task.CompletedTask;
    }
}
