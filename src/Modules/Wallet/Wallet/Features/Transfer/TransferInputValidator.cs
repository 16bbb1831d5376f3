using FluentValidation;
using Monolith.Wallet.Data;

namespace Monolith.Wallet.Features.Transfer;

internal sealed class TransferInputValidator : AbstractValidator<TransferInput>
{
    public TransferInputValidator(WalletSettings settings)
    {
        RuleFor(i => i.ToUserId).NotNull();
        RuleFor(i => i.Amount).NotNull().IsAmount(settings);
        RuleFor(i => i.ReferenceId).IsText(TransactionConfiguration.MaxReferenceLength);
    }
}
