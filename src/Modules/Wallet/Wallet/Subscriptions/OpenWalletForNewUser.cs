using Monolith.Auth.Contracts;
using Monolith.Kernel.Events;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Subscriptions;

/// <summary>Opens a new user's wallet, so that others can send money to it. One whose owner was quicker than the event stays as it is.</summary>
internal sealed class OpenWalletForNewUser(WalletLocks wallets) : IEventHandler<UserRegistered>
{
    public Task HandleAsync(EventEnvelope<UserRegistered> e, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(e);
        return wallets.OpenAsync(e.Data.UserId, cancellationToken);
    }
}
