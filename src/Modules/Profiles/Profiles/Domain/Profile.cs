namespace Monolith.Profiles.Domain;

/// <summary>What one user says of themselves. A user without one is as one with an empty one: it is made by an event, soon after the account.</summary>
internal sealed class Profile
{
    /// <summary>In code points, like the other.</summary>
    public const int MaxFullNameLength = 255;

    public const int MaxBioLength = 2000;

    public int UserId { get; private init; }

    public string FullName { get; private init; } = "";

    public string Bio { get; private init; } = "";

    public DateTimeOffset UpdatedAt { get; private init; }
}
