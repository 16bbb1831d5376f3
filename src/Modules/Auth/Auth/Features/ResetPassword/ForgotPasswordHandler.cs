using MediatR;
using Monolith.Auth.Domain;
using Monolith.Auth.Mail;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.ResetPassword;

internal sealed class ForgotPasswordHandler(AuthSettings settings, MailQueue mails) : IRequestHandler<ForgotPasswordCommand, Result<Unit>>
{
    // Whether there is such an account is not even looked up here: the answer and its time are the same.
    public Task<Result<Unit>> Handle(ForgotPasswordCommand request, CancellationToken cancellationToken)
    {
        if (!settings.Mail.IsConfigured)
        {
            return Task.FromResult<Result<Unit>>(MailErrors.NotConfigured);
        }

        mails.Add(new(MailPurpose.ResetPassword, EmailAddress.Normalize(request.Email)));
        return Task.FromResult<Result<Unit>>(Unit.Value);
    }
}
