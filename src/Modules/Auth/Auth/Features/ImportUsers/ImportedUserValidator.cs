using FluentValidation;
using Monolith.Auth.Data;
using Monolith.Auth.Passwords;

namespace Monolith.Auth.Features.ImportUsers;

internal sealed class ImportedUserValidator : AbstractValidator<ImportedUser>
{
    public ImportedUserValidator(PasswordHashing passwords)
    {
        RuleFor(u => u.Name).IsGivenName(UserConfiguration.MaxNameLength);
        RuleFor(u => u.Email).IsEmail();
        RuleFor(u => u.PasswordHash)
            .Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("is missing.")
            .MaximumLength(UserConfiguration.MaxPasswordHashLength).WithMessage($"has more than {UserConfiguration.MaxPasswordHashLength} characters.")
            .Custom((hash, context) =>
            {
                if (passwords.FlawOf(hash!) is { } flaw)
                {
                    context.AddFailure(flaw);
                }
            });
    }
}
