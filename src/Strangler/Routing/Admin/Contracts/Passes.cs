namespace Monolith.Strangler.Routing.Admin.Contracts;

/// <summary>Body of <c>POST /admin/strangler/tester-pass</c>.</summary>
/// <param name="Side"><c>monolith</c> or <c>service</c>.</param>
/// <param name="Life">For how many seconds; up to 30 days.</param>
internal sealed record PassRequest(string? Side, long? Life);

/// <summary>A pass: whoever sends it chooses its side. It cannot be called back.</summary>
/// <param name="Side">That it chooses.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Header">The header to send it in, or</param>
/// <param name="Cookie">the cookie.</param>
/// <param name="Pass">The value of either.</param>
internal sealed record PassAnswer(string Side, DateTimeOffset Until, string Header, string Cookie, string Pass);
