using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Data;
using Monolith.Auth.Domain;

namespace Monolith.Auth.Mail;

/// <summary>Makes the token that was asked for and mails it; or does nothing, where there is no such account or it has had its share.</summary>
internal sealed class TokenMailer(AuthDbContext database, IMailSender sender, AuthSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public async Task SendAsync(MailRequest request, CancellationToken cancellationToken)
    {
        var user = await database.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == request.NormalizedEmail, cancellationToken);
        if (user is null || (request.Purpose == MailPurpose.VerifyEmail && user.EmailVerifiedAt is not null))
        {
            return;
        }

        var now = time.GetUtcNow();
        var recent = await database.MailTokens.CountAsync(t => t.UserId == user.Id && t.Purpose == request.Purpose && t.CreatedAt > now - Hour, cancellationToken);
        if (recent >= settings.Mail.PerHour)
        {
            return;
        }

        var token = OpaqueToken.New();
        database.MailTokens.Add(MailToken.Of(user.Id, request.Purpose, token, now));
        await database.SaveChangesAsync(cancellationToken);
        await sender.SendAsync(TokenMails.Write(request.Purpose, user.Email, token, settings.Mail), cancellationToken);
    }
}
