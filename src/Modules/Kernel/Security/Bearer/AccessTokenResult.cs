using System.Diagnostics.CodeAnalysis;

namespace Monolith.Kernel.Security.Bearer;

/// <summary>Either a token that was accepted or why it was not.</summary>
internal readonly record struct AccessTokenResult(AccessToken? Token, AccessTokenFailure Failure)
{
    [MemberNotNullWhen(true, nameof(Token))]
    public bool IsAccepted => Failure == AccessTokenFailure.None;

    /// <summary>Whether the token may be good and the fault is ours.</summary>
    public bool IsOurFault => Failure is AccessTokenFailure.KeysUnavailable or AccessTokenFailure.RevocationUnavailable;

    public static implicit operator AccessTokenResult(AccessTokenFailure failure) => new(null, failure);
}
