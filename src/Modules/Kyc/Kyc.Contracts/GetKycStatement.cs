using Monolith.Kernel.Messaging;

namespace Monolith.Kyc.Contracts;

/// <summary>
/// Shows the file that a user's bank statement came in: a PDF of up to 5 MiB, as they sent it, under its own password where it has one, and from anybody. Kept in an
/// audit trail as <see cref="GetKycDetails"/> is. Error <see cref="KycErrors.NoStatement"/> when the last form had none.
/// </summary>
/// <param name="UserId">Whose.</param>
/// <param name="Reason">As there.</param>
/// <param name="ViewedBy">The id of the user who sees it.</param>
public sealed record GetKycStatement(int UserId, string Reason, int ViewedBy) : IQuery<byte[]>;
