using FluentValidation;
using Monolith.Auth.Data;

namespace Monolith.Auth.Features.Register;

internal sealed class RegisterInputValidator : AbstractValidator<RegisterInput>
{
    public RegisterInputValidator()
    {
        RuleFor(i => i.Name).IsGivenName(UserConfiguration.MaxNameLength);
        RuleFor(i => i.Email).IsEmail();
        RuleFor(i => i.Password).IsPassword();
    }
}
