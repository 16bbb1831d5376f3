namespace Monolith.Kernel.Security.Bearer;

/// <summary>Feature of a request whose token was looked at and does not count.</summary>
internal sealed record RefusedToken(AccessTokenFailure Failure);
