using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Data;
using Monolith.Auth.Mail;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.VerifyEmail;

internal sealed class VerifyEmailHandler(AuthDbContext database, TimeProvider time) : IRequestHandler<VerifyEmailCommand, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(VerifyEmailCommand request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.UseMailTokenAsync(MailPurpose.VerifyEmail, request.Token, now, cancellationToken) is not { } user)
        {
            return MailErrors.TokenRefused;
        }

        await database.Users.Where(u => u.Id == user && u.EmailVerifiedAt == null).ExecuteUpdateAsync(set => set.SetProperty(u => u.EmailVerifiedAt, now), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Unit.Value;
    }
}
