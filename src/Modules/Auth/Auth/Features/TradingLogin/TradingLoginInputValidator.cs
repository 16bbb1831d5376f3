using FluentValidation;
using Monolith.Auth.Domain;
using Monolith.Kernel.Frontends;

namespace Monolith.Auth.Features.TradingLogin;

/// <summary>Only what costs too much to look for; everything else is a wrong name or a wrong password, and which of them is not told.</summary>
internal sealed class TradingLoginInputValidator : AbstractValidator<TradingLoginInput>
{
    public TradingLoginInputValidator()
    {
        RuleFor(i => i.Username).NotNull().MaximumLength(EmailAddress.MaxLength);
        RuleFor(i => i.Password).NotNull().WithoutEcho().MaximumLength(CredentialRules.MaxPasswordLength).WithoutEcho();
    }
}
