using MediatR;
using Monolith.Kernel.Messaging;

namespace Monolith.Wallet.Contracts;

/// <summary>Opens a user's wallet, empty. One that exists already stays as it is, so this may be sent as often as one likes.</summary>
/// <param name="UserId">Whose; of Auth, which is not asked.</param>
public sealed record OpenAccount(int UserId) : ICommand<Unit>;
