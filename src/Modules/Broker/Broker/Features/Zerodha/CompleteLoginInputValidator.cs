using FluentValidation;
using Monolith.Kernel.Frontends;

namespace Monolith.Broker.Features.Zerodha;

internal sealed class CompleteLoginInputValidator : AbstractValidator<CompleteLoginInput>
{
    public CompleteLoginInputValidator() => RuleFor(i => i.CallbackUrl).NotEmpty().MaximumLength(CallbackUrl.MaxLength).WithoutEcho();
}
