using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Data;
using Monolith.Auth.Domain;

namespace Monolith.Auth.Mail;

/// <summary>The one use of a mailed token.</summary>
internal static class MailTokenUse
{
    /// <summary>Removes the token within the caller's transaction; of two who use it at once, one finds it.</summary>
    /// <returns>Whose it was; null when it does not count.</returns>
    public static async Task<int?> UseMailTokenAsync(this AuthDbContext database, MailPurpose purpose, string? token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (OpaqueToken.HashOf(token) is not { } hash)
        {
            return null;
        }

        var found = await database.Database.SqlQuery<int>(
            $"DELETE FROM auth.mail_tokens WHERE hash = {hash} AND purpose = {purpose.ToString()} AND expires_at > {now} RETURNING user_id").ToListAsync(cancellationToken);
        return found is [var user] ? user : null;
    }
}
