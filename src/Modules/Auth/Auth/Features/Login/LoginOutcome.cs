using Monolith.Auth.Sessions;

namespace Monolith.Auth.Features.Login;

internal abstract record LoginOutcome
{
    internal sealed record SignedIn(IssuedTokens Tokens, string Role) : LoginOutcome;

    internal sealed record WrongCredentials : LoginOutcome;

    internal sealed record Throttled(TimeSpan RetryAfter) : LoginOutcome;
}
