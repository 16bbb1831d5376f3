using FluentValidation;
using Monolith.Wallet.Data;

namespace Monolith.Wallet.Features.AddFunds;

internal sealed class AddFundsInputValidator : AbstractValidator<AddFundsInput>
{
    public AddFundsInputValidator(WalletSettings settings)
    {
        RuleFor(i => i.Amount).NotNull().IsAmount(settings);
        RuleFor(i => i.Method).IsText(TransactionConfiguration.MaxMethodLength);
        RuleFor(i => i.ReferenceId).IsText(TransactionConfiguration.MaxReferenceLength);
    }
}
