using MediatR;
using Monolith.Kernel.Messaging;

namespace Monolith.Wallet.Contracts;

/// <summary>Ends <see cref="FreezeAccount"/>, with the same errors. A wallet that is not frozen stays as it is.</summary>
/// <param name="UserId">Whose wallet.</param>
/// <param name="Reason">As in <see cref="FreezeAccount"/>.</param>
/// <param name="By">The id of the user who decided it.</param>
/// <param name="IdempotencyKey">As in <see cref="FreezeAccount"/>, whose keys are the same user's too.</param>
public sealed record UnfreezeAccount(int UserId, string Reason, int By, string IdempotencyKey) : IIdempotentCommand<Unit>;
