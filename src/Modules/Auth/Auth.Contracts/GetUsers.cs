using Monolith.Kernel.Messaging;

namespace Monolith.Auth.Contracts;

/// <summary>Asks for several accounts with one call. Those that do not exist are left out; the order is by id. An error of kind Invalid for too many.</summary>
/// <param name="UserIds">At most <see cref="GetUsers.Most"/>; repeated ones count once.</param>
public sealed record GetUsers(IReadOnlyList<int> UserIds) : IQuery<IReadOnlyList<UserAccount>>
{
    /// <summary>How many accounts one call may ask for.</summary>
    public const int Most = 1000;
}
