namespace Monolith.Auth.Domain;

/// <summary>Somebody with an account.</summary>
internal sealed class User
{
    private User()
    {
    }

    public int Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>As the user gave it.</summary>
    public string Email { get; private set; } = "";

    /// <summary>What makes two addresses the same; unique.</summary>
    public string NormalizedEmail { get; private set; } = "";

    public string PasswordHash { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public static User Register(string name, string email, string passwordHash, DateTimeOffset now) => new()
    {
        Name = name,
        Email = email,
        NormalizedEmail = EmailAddress.Normalize(email),
        PasswordHash = passwordHash,
        CreatedAt = now,
    };
}
