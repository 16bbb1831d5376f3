using FluentValidation;

namespace Monolith.Auth.Features.Login;

internal sealed class LoginInputValidator : AbstractValidator<LoginInput>
{
    public LoginInputValidator()
    {
        RuleFor(i => i.Email).IsEmail();
        RuleFor(i => i.Password).IsPassword();
    }
}
