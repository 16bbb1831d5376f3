namespace Monolith.Kernel.Security.Revocation;

/// <summary>
/// An action that ends the session of the token it is called with. When it succeeds, that counts in the process that answers, at once and whichever process ran
/// the action; in every other within a second.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EndsSessionAttribute : Attribute;
