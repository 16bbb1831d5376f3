namespace Monolith.PaperBroker.Kotak;

/// <summary>What a token of Kotak's stands for.</summary>
/// <param name="Consumer">The bearer token of the application, under which it was issued.</param>
/// <param name="User">The demo user's number.</param>
/// <param name="Sid">Named beside the token in every request.</param>
/// <param name="MayTrade">False between the password and the one-time password.</param>
internal sealed record KotakSession(string Consumer, int User, string Sid, bool MayTrade);
