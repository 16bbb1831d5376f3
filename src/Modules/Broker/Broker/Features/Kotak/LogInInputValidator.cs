using FluentValidation;

namespace Monolith.Broker.Features.Kotak;

internal sealed class LogInInputValidator : AbstractValidator<LogInInput>
{
    public LogInInputValidator()
    {
        RuleFor(i => i.MobileNumber).IsSecret();
        RuleFor(i => i.Password).IsSecret();
    }
}
