namespace Monolith.Auth.Passwords;

/// <summary>One way to keep a password. Every call takes a core for up to a second.</summary>
internal interface IPasswordFormat
{
    /// <summary>For logs and error messages.</summary>
    string Name { get; }

    /// <summary>Whether this machine can compute it, and if not, what to install.</summary>
    string? MissingLibrary { get; }

    /// <summary>Whether a hash is of this format, well-formed, and within cost limits that a log-in can bear.</summary>
    bool Recognises(string hash);

    /// <summary>Whether the password belongs to a recognised hash. Takes the same time whichever part differs.</summary>
    bool Verify(string password, string hash);
}
