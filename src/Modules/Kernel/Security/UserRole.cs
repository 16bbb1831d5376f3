namespace Monolith.Kernel.Security;

/// <summary>What a user may do, as the claim <c>role</c> of an access token names it.</summary>
public static class UserRole
{
    /// <summary>Everybody who signed up.</summary>
    public const string User = "user";

    /// <summary>May do what <see cref="AdminOnlyAttribute"/> guards. Made by configuration or by another admin only.</summary>
    public const string Admin = "admin";

    /// <summary>Whether there is such a role; case matters.</summary>
    public static bool IsKnown(string role) => role is User or Admin;
}
