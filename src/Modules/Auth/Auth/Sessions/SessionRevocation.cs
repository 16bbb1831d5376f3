using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Data;

namespace Monolith.Auth.Sessions;

/// <summary>Ends all sessions of a user together with what makes their tokens wrong.</summary>
internal static class SessionRevocation
{
    /// <summary>Within the caller's transaction.</summary>
    public static Task RevokeSessionsAsync(this AuthDbContext database, int userId, CancellationToken cancellationToken)
        => database.Database.ExecuteSqlAsync($"UPDATE auth.sessions SET revoked_at = clock_timestamp() WHERE user_id = {userId} AND revoked_at IS NULL", cancellationToken);
}
