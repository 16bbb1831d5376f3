using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Auth.Contracts;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Results;
using Monolith.Kernel.Security.Revocation;

namespace Monolith.Extracted.ServiceHost.Security;

/// <summary>Log-outs as the Auth module in another process tells them.</summary>
internal sealed class RemoteRevocationSource(IServiceScopeFactory scopes) : IRevocationSource
{
    public async Task<RevocationList> ListAsync(DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(new ListRevokedSessions(since), cancellationToken);
        return new RevocationList(answer.AsOf, [.. answer.Sessions.Select(s => new RevokedSession(s.SessionId, s.ExpiresAt))]);
    }

    public Task<bool> IsRevokedAsync(Guid sessionId, CancellationToken cancellationToken) => AskAsync(new IsSessionRevoked(sessionId), cancellationToken);

    private async Task<T> AskAsync<T>(IQuery<T> query, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        Result<T> result = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(query, cancellationToken);
        return result.Succeeded ? result.Value : throw new RevocationSourceException(result.Error.Message);
    }
}
