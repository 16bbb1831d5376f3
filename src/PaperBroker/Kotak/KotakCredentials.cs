namespace Monolith.PaperBroker.Kotak;

/// <summary>A body of the log-in: number and password, or user and one-time password.</summary>
internal sealed record KotakCredentials(string? MobileNumber, string? Password, string? UserId, string? Otp);
