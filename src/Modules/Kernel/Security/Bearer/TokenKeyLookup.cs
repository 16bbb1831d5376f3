using Monolith.Kernel.Security.Jose;

namespace Monolith.Kernel.Security.Bearer;

/// <summary>The outcome of looking for a key.</summary>
/// <param name="Key">The key; null when it is not among those known.</param>
/// <param name="IsConclusive">False when the key is not known but the last attempt to learn newer ones failed: the token may be good.</param>
public readonly record struct TokenKeyLookup(VerificationKey? Key, bool IsConclusive);
