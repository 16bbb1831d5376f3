using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monolith.Auth.Data;
using Monolith.Auth.Domain;
using Monolith.Auth.Sessions;

namespace Monolith.Auth.Features.RefreshSession;

internal sealed partial class RefreshSessionHandler(
    AuthDbContext database, SessionIssuer sessions, SessionStore store, TimeProvider time, ILogger<RefreshSessionHandler> logger)
    : IRequestHandler<RefreshSessionCommand, RefreshSessionOutcome>
{
    private static readonly RefreshSessionOutcome Refused = new(Tokens: null);

    public async Task<RefreshSessionOutcome> Handle(RefreshSessionCommand request, CancellationToken cancellationToken)
    {
        if (OpaqueToken.HashOf(request.RefreshToken) is not { } hash)
        {
            return Refused;
        }

        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        // The one statement decides who used it: of two at once, the second waits for the first and finds it used.
        var used = await database.RefreshTokens.Where(t => t.Hash == hash && t.UsedAt == null && t.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.UsedAt, now), cancellationToken);
        if (used == 0)
        {
            await EndWhenCopiedAsync(hash, cancellationToken);
            return Refused;
        }

        // Locked, so that a log-out at this moment comes wholly before or wholly after.
        var session = await database.Sessions.FromSql(
            $"SELECT s.* FROM auth.sessions AS s JOIN auth.refresh_tokens AS t ON t.session_id = s.id WHERE t.hash = {hash} FOR UPDATE OF s").SingleAsync(cancellationToken);
        if (session.RevokedAt is not null)
        {
            return Refused;
        }

        // Not the role at the log-in: that may have been taken since.
        var role = await database.Users.Where(u => u.Id == session.UserId).Select(u => u.Role).SingleAsync(cancellationToken);
        var tokens = await sessions.RenewAsync(session, role, request.Origin, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(tokens);
    }

    private async Task EndWhenCopiedAsync(byte[] hash, CancellationToken cancellationToken)
    {
        if (await database.RefreshTokens.Where(t => t.Hash == hash && t.UsedAt != null).Select(t => (Guid?)t.SessionId).SingleOrDefaultAsync(cancellationToken) is { } session
            && await store.RevokeAsync(session, cancellationToken))
        {
            LogCopied(session);
        }
    }

    [LoggerMessage(EventIds.RefreshTokenCopied, LogLevel.Warning, "A refresh token of session {SessionId} was used twice; the session was ended")]
    private partial void LogCopied(Guid sessionId);
}
