using MediatR;
using Monolith.Kernel.Messaging;

namespace Monolith.Wallet.Contracts;

/// <summary>
/// Lets nothing leave a user's wallet from now on: no withdrawal, no transfer to others, no capture of a hold. Money may still come in. Opens the wallet
/// when there is none. A wallet that is frozen already stays frozen, with the first reason.
/// </summary>
/// <param name="UserId">Whose wallet.</param>
/// <param name="Reason">Why, for whoever looks later: 1 to <see cref="MaxReasonLength"/> characters, else an error of kind Invalid. Not shown to the user.</param>
/// <param name="By">The id of the user who decided it.</param>
public sealed record FreezeAccount(int UserId, string Reason, int By) : ICommand<Unit>
{
    /// <summary>The most characters of a reason, of an unfreezing too.</summary>
    public const int MaxReasonLength = 500;
}
