using MediatR;
using Monolith.Kernel.Messaging;

namespace Monolith.Wallet.Contracts;

/// <summary>Ends <see cref="FreezeAccount"/>. Does nothing to a wallet that is not frozen.</summary>
/// <param name="UserId">Whose wallet.</param>
/// <param name="Reason">As in <see cref="FreezeAccount"/>.</param>
/// <param name="By">The id of the user who decided it.</param>
public sealed record UnfreezeAccount(int UserId, string Reason, int By) : ICommand<Unit>;
