namespace Monolith.Auth.Throttling;

/// <summary>A place from which an account has logged in: what tells its owner from an attacker elsewhere.</summary>
internal sealed class LoginOrigin
{
    public required byte[] Account { get; init; }

    public required byte[] Address { get; init; }

    /// <summary>To the day.</summary>
    public DateTimeOffset LastSuccessAt { get; init; }
}
