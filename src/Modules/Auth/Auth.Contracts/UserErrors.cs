namespace Monolith.Auth.Contracts;

/// <summary>The codes of the errors that the Auth module answers.</summary>
public static class UserErrors
{
    /// <summary>Nobody has that e-mail address.</summary>
    public const string NotFound = "auth.user_not_found";
}
