using FluentValidation;

namespace Monolith.Admin.Features.FreezeWallet;

internal sealed class FreezeWalletInputValidator : AbstractValidator<FreezeWalletInput>
{
    public FreezeWalletInputValidator() => RuleFor(i => i.Reason).Cascade(CascadeMode.Stop).NotEmpty().IsReason();
}
