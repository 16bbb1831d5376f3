using FluentValidation;

namespace Monolith.Admin.Features.DecideKyc;

internal sealed class DecideKycInputValidator : AbstractValidator<DecideKycInput>
{
    public DecideKycInputValidator()
    {
        RuleFor(i => i.Approve).NotNull();
        RuleFor(i => i.Reason).IsReason();
    }
}
