namespace Monolith.PaperBroker.Kite;

/// <summary>A user who is logged in.</summary>
/// <param name="User">The demo user's number.</param>
internal sealed record KiteSession(int User);
