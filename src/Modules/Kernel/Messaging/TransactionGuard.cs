using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Kernel.Data;

namespace Monolith.Kernel.Messaging;

/// <summary>Finds, in Development and in tests, a request to another module that is sent inside the caller's open transaction.</summary>
internal sealed class TransactionGuard(IHostEnvironment environment)
{
    // In production the check would turn a latent flaw into an outage.
    private readonly bool _enabled = !environment.IsProduction();

    public void ThrowIfOpen(IServiceProvider callersScope, Type request)
    {
        if (_enabled && callersScope.GetService<OpenTransactions>() is { Any: true })
        {
            throw new InvalidOperationException(
                $"{request.Name} was sent to another module while a transaction of the sending module is open. The other module commits by itself, so " +
                "neither can undo the other, and the row locks are held for as long as it takes. Commit first, or send before the transaction begins.");
        }
    }
}
