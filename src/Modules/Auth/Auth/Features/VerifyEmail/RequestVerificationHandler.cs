using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Data;
using Monolith.Auth.Mail;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.VerifyEmail;

internal sealed class RequestVerificationHandler(AuthDbContext database, AuthSettings settings, MailQueue mails) : IRequestHandler<RequestVerificationCommand, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(RequestVerificationCommand request, CancellationToken cancellationToken)
    {
        if (!settings.Mail.IsConfigured)
        {
            return MailErrors.NotConfigured;
        }

        if (await database.Users.Where(u => u.Id == request.UserId).Select(u => u.NormalizedEmail).SingleOrDefaultAsync(cancellationToken) is { } email)
        {
            mails.Add(new(MailPurpose.VerifyEmail, email));
        }

        return Unit.Value;
    }
}
