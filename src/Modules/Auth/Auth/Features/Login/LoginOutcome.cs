namespace Monolith.Auth.Features.Login;

internal abstract record LoginOutcome
{
    internal sealed record SignedIn(string AccessToken, TimeSpan Lifetime, string Role) : LoginOutcome;

    internal sealed record WrongCredentials : LoginOutcome;

    internal sealed record Throttled(TimeSpan RetryAfter) : LoginOutcome;
}
