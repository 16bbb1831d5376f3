namespace Monolith.Auth.Passwords;

/// <summary>A format in which new passwords may be kept.</summary>
internal interface INewPasswordFormat : IPasswordFormat
{
    string Hash(string password);

    /// <summary>Whether a recognised hash has today's parameters; if not it is made anew at the next log-in.</summary>
    bool IsCurrent(string hash);
}
