using FluentValidation;
using Monolith.Auth.Data;
using Monolith.Auth.Domain;
using Monolith.Kernel.Frontends;

namespace Monolith.Auth.Features.Signup;

internal sealed class SignupInputValidator : AbstractValidator<SignupInput>
{
    public SignupInputValidator()
    {
        RuleFor(i => i.Username).Cascade(CascadeMode.Stop)
            .NotEmpty()
            .MaximumLength(Username.MaxLength)
            .Must(IsPrintable).WithMessage("must not hold control characters")
            .Must((input, username) => input.Email is null || Username.MayBelongTo(username!, input.Email)).WithMessage("a username with '@' must be the account's own e-mail address");
        RuleFor(i => i.Email).Cascade(CascadeMode.Stop)
            .NotEmpty()
            .MaximumLength(EmailAddress.MaxLength)
            .Must(email => EmailAddress.IsValid(email!)).WithErrorCode("value_error").WithMessage("value is not a valid email address");
        RuleFor(i => i.Password).Cascade(CascadeMode.Stop)
            .NotEmpty().WithoutEcho()
            .MinimumLength(CredentialRules.MinPasswordLength).WithoutEcho()
            .MaximumLength(CredentialRules.MaxPasswordLength).WithoutEcho();
        RuleFor(i => i.Mobile)
            .MaximumLength(UserConfiguration.MaxMobileLength)
            .Must(IsPrintable).WithMessage("must not hold control characters");
    }

    // PostgreSQL refuses U+0000 in text, and lists and logs are read by people.
    private static bool IsPrintable(string? text) => text?.Any(char.IsControl) != true;
}
