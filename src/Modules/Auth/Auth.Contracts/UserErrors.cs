namespace Monolith.Auth.Contracts;

/// <summary>The codes of the errors that the Auth module answers.</summary>
public static class UserErrors
{
    /// <summary>There is no such user.</summary>
    public const string NotFound = "auth.user_not_found";

    /// <summary>More were asked for at once than may be.</summary>
    public const string TooMany = "auth.too_many_users";

    /// <summary>A search is for something that no account can begin with.</summary>
    public const string BadPrefix = "auth.bad_prefix";

    /// <summary>Only an admin may do this.</summary>
    public const string AdminOnly = "auth.admin_only";

    /// <summary>There is no such role.</summary>
    public const string RoleUnknown = "auth.role_unknown";

    /// <summary>The last admin cannot be made a user: nobody could make another.</summary>
    public const string LastAdmin = "auth.last_admin";

    /// <summary>An admin cannot give up the role: another admin takes it.</summary>
    public const string OwnRole = "auth.own_role";
}
