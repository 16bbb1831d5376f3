using FluentValidation;
using Monolith.Auth.Domain;

namespace Monolith.Auth.Features.StartSession;

internal sealed class StartSessionInputValidator : AbstractValidator<StartSessionInput>
{
    public StartSessionInputValidator()
    {
        RuleFor(i => i.Email).IsEmail().When(i => i.Username is null);
        RuleFor(i => i.Email).Null().WithMessage("Informe o e-mail ou o nome de usuário, não os dois.").When(i => i.Username is not null);
        RuleFor(i => i.Username).MaximumLength(EmailAddress.MaxLength).WithMessage($"O nome de usuário não pode ter mais de {EmailAddress.MaxLength} caracteres.");
        RuleFor(i => i.Password).IsPassword();
    }
}
