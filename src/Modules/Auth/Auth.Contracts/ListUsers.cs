using Monolith.Kernel.Messaging;

namespace Monolith.Auth.Contracts;

/// <summary>
/// Lists accounts by their ids, ascending: all, or those whose e-mail address or username begins with something. For admins; errors of kind Invalid:
/// <see cref="UserErrors.TooMany"/>, <see cref="UserErrors.BadPrefix"/>.
/// </summary>
/// <param name="Prefix">Compared without regard to case and surrounding white space; null or empty for all. At most <see cref="MaxPrefixLength"/> characters, no control characters.</param>
/// <param name="After">Only higher ids: that of the last account seen. Null begins with the first.</param>
/// <param name="Limit">1 to <see cref="MaxLimit"/>.</param>
public sealed record ListUsers(string? Prefix, int? After, int Limit) : IQuery<IReadOnlyList<UserAccount>>
{
    /// <summary>The most accounts of one question.</summary>
    public const int MaxLimit = 200;

    /// <summary>The most characters of a prefix: no address or username is longer.</summary>
    public const int MaxPrefixLength = 255;
}
