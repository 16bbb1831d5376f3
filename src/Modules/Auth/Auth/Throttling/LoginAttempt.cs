namespace Monolith.Auth.Throttling;

/// <summary>A log-in that failed or is under way. Written before the password is checked, removed when it was right.</summary>
internal sealed class LoginAttempt
{
    public long Id { get; init; }

    /// <summary>Keyed hash of the normalised e-mail address, whether or not there is such an account.</summary>
    public required byte[] Account { get; init; }

    /// <summary>Keyed hash of where it came from.</summary>
    public required byte[] Address { get; init; }

    public DateTimeOffset AttemptedAt { get; init; }
}
