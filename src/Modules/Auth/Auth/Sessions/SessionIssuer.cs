using Monolith.Auth.Data;
using Monolith.Auth.Domain;
using Monolith.Auth.Keys;

namespace Monolith.Auth.Sessions;

/// <summary>Begins sessions and gives them their next tokens. What it adds to the context, it saves.</summary>
internal sealed class SessionIssuer(AuthDbContext database, AccessTokenIssuer tokens, AuthSettings settings, TimeProvider time)
{
    public async Task<IssuedTokens> StartAsync(User user, SessionOrigin origin, bool isRefreshable, CancellationToken cancellationToken)
    {
        var session = Session.Start(user.Id, origin, time.GetUtcNow(), settings.AccessTokenLifetime);
        database.Sessions.Add(session);
        return await IssueAsync(session, user.Role, isRefreshable, cancellationToken);
    }

    /// <param name="session">Tracked, and not revoked.</param>
    /// <param name="role">Of its user, now.</param>
    /// <param name="origin">From where the refresh is asked for.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public Task<IssuedTokens> RenewAsync(Session session, string role, SessionOrigin origin, CancellationToken cancellationToken)
    {
        session.Renew(origin, time.GetUtcNow(), settings.AccessTokenLifetime);
        return IssueAsync(session, role, isRefreshable: true, cancellationToken);
    }

    private async Task<IssuedTokens> IssueAsync(Session session, string role, bool isRefreshable, CancellationToken cancellationToken)
    {
        var refresh = isRefreshable ? OpaqueToken.New() : null;
        if (refresh is not null)
        {
            database.RefreshTokens.Add(session.NextRefreshToken(refresh, time.GetUtcNow(), settings.RefreshTokenLifetime, settings.SessionLifetime));
        }

        await database.SaveChangesAsync(cancellationToken);
        return new(session.Id, await tokens.IssueAsync(session, role, cancellationToken), settings.AccessTokenLifetime, refresh, session.RefreshableUntil - session.LastUsedAt);
    }
}
