using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Data;
using Monolith.Auth.Domain;
using Monolith.Auth.Keys;

namespace Monolith.Auth.Sessions;

/// <summary>Begins sessions and gives them their next tokens. What it adds to the context, it saves.</summary>
internal sealed class SessionIssuer(AuthDbContext database, AccessTokenIssuer tokens, AuthSettings settings, TimeProvider time)
{
    /// <param name="user">As it was read before its password was checked, which takes its time.</param>
    /// <param name="origin">From where the log-in comes.</param>
    /// <param name="isRefreshable">Whether its client can refresh it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The tokens, and the role in them, which is the user's now; null where the password hash is no longer the one that was checked.</returns>
    public async Task<(IssuedTokens Tokens, string Role)?> StartAsync(User user, SessionOrigin origin, bool isRefreshable, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        // Locked, so that a new role or password comes wholly before, and is seen here, or wholly after, and finds this session to end.
        var account = await database.Users.FromSql($"SELECT * FROM auth.users WHERE id = {user.Id} FOR SHARE")
            .Select(u => new { u.Role, u.PasswordHash }).SingleOrDefaultAsync(cancellationToken);
        if (account is null || account.PasswordHash != user.PasswordHash)
        {
            return null;
        }

        var session = Session.Start(user.Id, origin, time.GetUtcNow(), settings.AccessTokenLifetime);
        database.Sessions.Add(session);
        var issued = await IssueAsync(session, account.Role, isRefreshable, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (issued, account.Role);
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
