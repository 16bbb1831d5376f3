using FluentValidation;
using Monolith.Profiles.Domain;

namespace Monolith.Profiles.Features.UpdateProfile;

internal sealed class UpdateProfileInputValidator : AbstractValidator<UpdateProfileInput>
{
    public UpdateProfileInputValidator()
    {
        RuleFor(i => i.FullName).MaximumLength(Profile.MaxFullNameLength).Must(IsStorable).WithMessage("must not hold U+0000");
        RuleFor(i => i.Bio).MaximumLength(Profile.MaxBioLength).Must(IsStorable).WithMessage("must not hold U+0000");
    }

    // The one character that PostgreSQL cannot keep in text.
    private static bool IsStorable(string? text) => text?.Contains('\0', StringComparison.Ordinal) != true;
}
