using FluentValidation;

namespace Monolith.Admin.Features;

internal sealed class ReasonInputValidator : AbstractValidator<ReasonInput>
{
    public ReasonInputValidator() => RuleFor(i => i.Reason).Cascade(CascadeMode.Stop).NotEmpty().IsReason();
}
