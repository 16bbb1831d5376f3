using MediatR;
using Monolith.Kernel.Messaging;

namespace Monolith.Wallet.Contracts;

/// <summary>
/// Lets no money move in a user's wallet from now on: neither in nor out, and no hold is placed, captured or released. Opens the wallet when there is none. A wallet
/// that is frozen already stays frozen since when it was. Errors: <see cref="WalletErrors.BadReason"/>, <see cref="WalletErrors.BadKey"/>,
/// <see cref="WalletErrors.KeyOfAnother"/>.
/// </summary>
/// <param name="UserId">Whose wallet.</param>
/// <param name="Reason">Why, for whoever looks later: 1 to <see cref="MaxReasonLength"/> characters. Not shown to the user.</param>
/// <param name="By">The id of the user who decided it.</param>
/// <param name="IdempotencyKey">
/// Names the decision, 1 to <see cref="MaxKeyLength"/> characters: what comes again under it changes nothing any more, also when another decision has come since.
/// </param>
public sealed record FreezeAccount(int UserId, string Reason, int By, string IdempotencyKey) : IIdempotentCommand<Unit>
{
    /// <summary>The most characters of a reason, of an unfreezing too.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>The most characters of a key, of an unfreezing too.</summary>
    public const int MaxKeyLength = 100;
}
