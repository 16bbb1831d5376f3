namespace Monolith.PaperBroker.Kotak;

/// <summary>Tokens of applications, of users who gave their password, and of those who gave the one-time password too.</summary>
internal sealed class KotakSessions(TimeProvider time)
{
    /// <summary>The value has no meaning.</summary>
    public ExpiringTokens<string> Consumers { get; } = new(time, TimeSpan.FromHours(18));

    public ExpiringTokens<KotakSession> Users { get; } = new(time, TimeSpan.FromHours(18));

    /// <summary>Headers <c>Authorization: Bearer</c>, <c>Auth</c> and <c>Sid</c>, which belong together.</summary>
    public KotakSession? Find(HttpRequest request)
        => BearerOf(request) is { } consumer && Users.Find(request.Headers["Auth"]) is { } session && session.Consumer == consumer && session.Sid == request.Headers["Sid"]
            ? session
            : null;

    /// <summary>The application's token, when it is good.</summary>
    public string? BearerOf(HttpRequest request)
        => request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] && Consumers.Find(token) is not null ? token : null;
}
