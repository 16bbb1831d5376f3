using FluentValidation;
using Monolith.Admin.Domain;

namespace Monolith.Admin.Features.DecideKyc;

internal sealed class DecideKycInputValidator : AbstractValidator<DecideKycInput>
{
    public DecideKycInputValidator()
    {
        RuleFor(i => i.Approve).NotNull();
        RuleFor(i => i.Reason).MaximumLength(AdminAction.MaxReasonLength)
            .Must(r => r?.Any(char.IsControl) != true).WithErrorCode("string_control_characters").WithMessage("String should not contain control characters");
    }
}
