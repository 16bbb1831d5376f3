namespace Monolith.Auth.Passwords;

internal enum PasswordVerdict
{
    Wrong = 0,

    Right = 1,

    /// <summary>Right, and to be hashed anew: its format or its parameters are not today's.</summary>
    RightButOutdated = 2,
}
