using FluentValidation;

namespace Monolith.Wallet.Features.SettleHold;

internal sealed class CaptureHoldInputValidator : AbstractValidator<CaptureHoldInput>
{
    public CaptureHoldInputValidator(WalletSettings settings) => RuleFor(i => i.Amount).IsAmount(settings);
}
