using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monolith.Auth.Data;
using Monolith.Auth.Mail;
using Monolith.Auth.Passwords;
using Monolith.Auth.Sessions;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.ResetPassword;

internal sealed partial class ResetPasswordHandler(AuthDbContext database, PasswordHashing passwords, TimeProvider time, ILogger<ResetPasswordHandler> logger)
    : IRequestHandler<ResetPasswordCommand, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(ResetPasswordCommand request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.UseMailTokenAsync(MailPurpose.ResetPassword, request.Token, now, cancellationToken) is not { } user)
        {
            return MailErrors.TokenRefused;
        }

        // Only now: a hash is expensive, and anybody can send a token.
        var hash = await passwords.HashAsync(request.Password, cancellationToken);
        // Who has the mail has the address as well.
        await database.Users.Where(u => u.Id == user).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.PasswordHash, hash).SetProperty(u => u.EmailVerifiedAt, u => u.EmailVerifiedAt ?? now), cancellationToken);
        await database.MailTokens.Where(t => t.UserId == user && t.Purpose == MailPurpose.ResetPassword).ExecuteDeleteAsync(cancellationToken);
        await database.RevokeSessionsAsync(user, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogReset(user);
        return Unit.Value;
    }

    [LoggerMessage(EventIds.PasswordReset, LogLevel.Information, "User {UserId} has a new password by mail; the user's sessions were ended")]
    private partial void LogReset(int userId);
}
