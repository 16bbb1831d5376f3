using FluentValidation;

namespace Monolith.Broker.Features.Kotak;

internal sealed class ConfirmInputValidator : AbstractValidator<ConfirmInput>
{
    public ConfirmInputValidator() => RuleFor(i => i.Otp).IsSecret();
}
