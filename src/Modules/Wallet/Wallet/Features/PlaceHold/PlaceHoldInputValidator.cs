using FluentValidation;
using Monolith.Wallet.Data;

namespace Monolith.Wallet.Features.PlaceHold;

internal sealed class PlaceHoldInputValidator : AbstractValidator<PlaceHoldInput>
{
    public PlaceHoldInputValidator(WalletSettings settings)
    {
        RuleFor(i => i.Amount).NotNull().IsAmount(settings);
        RuleFor(i => i.ReferenceId).IsText(TransactionConfiguration.MaxReferenceLength);
    }
}
