using FluentValidation;
using Monolith.Wallet.Data;

namespace Monolith.Wallet.Features.Withdraw;

internal sealed class WithdrawInputValidator : AbstractValidator<WithdrawInput>
{
    public WithdrawInputValidator(WalletSettings settings)
    {
        RuleFor(i => i.Amount).NotNull().IsAmount(settings);
        RuleFor(i => i.Destination).IsText(TransactionConfiguration.MaxDestinationLength);
        RuleFor(i => i.ReferenceId).IsText(TransactionConfiguration.MaxReferenceLength);
    }
}
