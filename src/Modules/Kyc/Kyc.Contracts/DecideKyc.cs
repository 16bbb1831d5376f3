using MediatR;
using Monolith.Kernel.Messaging;

namespace Monolith.Kyc.Contracts;

/// <summary>
/// Approves or rejects what a user submitted last, also against an earlier decision; the same decision again changes nothing. Error
/// <see cref="KycErrors.NotFound"/> when the user submitted nothing.
/// </summary>
/// <param name="UserId">Whose.</param>
/// <param name="Approve">Or reject.</param>
/// <param name="Reason">Why, kept in the history; null for none, at most <see cref="GetKycDetails.MaxReasonLength"/> characters, else an error of kind Invalid.</param>
/// <param name="DecidedBy">The id of the admin.</param>
public sealed record DecideKyc(int UserId, bool Approve, string? Reason, int DecidedBy) : ICommand<Unit>;
