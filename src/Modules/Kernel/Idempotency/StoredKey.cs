using System.Security.Cryptography;

namespace Monolith.Kernel.Idempotency;

/// <summary>What a module's table says of a key.</summary>
/// <param name="RequestHash">See <see cref="IdempotentRequest"/>.</param>
/// <param name="State">How far it has come.</param>
/// <param name="LeaseLeft">By the database's clock; negative when it has run out.</param>
/// <param name="Answer">Null until <see cref="KeyState.Answered"/>.</param>
internal sealed record StoredKey(byte[] RequestHash, KeyState State, TimeSpan LeaseLeft, StoredAnswer? Answer)
{
    public bool IsOf(IdempotentRequest request) => CryptographicOperations.FixedTimeEquals(RequestHash, request.RequestHash);

    /// <summary>Nothing was committed and nobody is at work on it any more.</summary>
    public bool MayBeTakenOver => State == KeyState.Started && LeaseLeft <= TimeSpan.Zero;
}
