using Monolith.Kernel.Security;

namespace Monolith.Auth.Domain;

/// <summary>Somebody with an account: one for every frontend.</summary>
internal sealed class User
{
    private User()
    {
    }

    public int Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>As the user gave it; null where the account was made by a frontend that has none, and then nobody logs in by it.</summary>
    public string? Username { get; private set; }

    /// <summary>What makes two usernames the same; unique.</summary>
    public string? NormalizedUsername { get; private set; }

    /// <summary>As the user gave it.</summary>
    public string Email { get; private set; } = "";

    /// <summary>What makes two addresses the same; unique.</summary>
    public string NormalizedEmail { get; private set; } = "";

    /// <summary>A telephone number as the user gave it; null for none.</summary>
    public string? Mobile { get; private set; }

    /// <summary>One of <see cref="UserRole"/>.</summary>
    public string Role { get; private set; } = UserRole.User;

    public string PasswordHash { get; private set; } = "";

    /// <summary>When the owner showed that they read its mail; null while they have not.</summary>
    public DateTimeOffset? EmailVerifiedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static User Register(string name, string email, string passwordHash, DateTimeOffset now) => new()
    {
        Name = name,
        Email = email,
        NormalizedEmail = EmailAddress.Normalize(email),
        PasswordHash = passwordHash,
        CreatedAt = now,
    };

    /// <summary>An account with a username, which is its name too.</summary>
    public static User SignUp(string username, string email, string? mobile, string passwordHash, DateTimeOffset now)
    {
        var user = Register(username, email, passwordHash, now);
        user.Username = username;
        user.NormalizedUsername = Domain.Username.Normalize(username);
        user.Mobile = mobile;
        return user;
    }

    /// <summary>Makes an admin of an account that was just signed up by configuration, never by a stranger.</summary>
    public User AsAdmin()
    {
        Role = UserRole.Admin;
        return this;
    }
}
