using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Results;
using Monolith.Kyc.Contracts;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features.Withdraw;

/// <summary>Asks before the ledger's transaction begins: nothing is locked while another module answers, and without its answer nothing is booked.</summary>
internal sealed class WithdrawHandler(GeneralLedger ledger, WalletDbContext database, IMediator mediator, WalletSettings settings) : IRequestHandler<WithdrawCommand, Result<Posted>>
{
    private static readonly Error NotApproved = new("wallet.kyc_required", "KYC must be approved before withdrawals", ErrorKind.Invalid);
    private static readonly Error NotKnown = new("wallet.kyc_unavailable", "KYC could not be checked, try again", ErrorKind.Unavailable);

    public async Task<Result<Posted>> Handle(WithdrawCommand request, CancellationToken cancellationToken)
        => settings.WithdrawalsRequireKyc && await RefusalAsync(request.Posting, cancellationToken) is { } refusal
            ? refusal
            : await ledger.PostAsync(request.Posting, cancellationToken);

    private async Task<Error?> RefusalAsync(Posting posting, CancellationToken cancellationToken)
    {
        // What was booked is answered as it was then, whatever was decided since.
        if (posting.ReferenceId is { } reference
            && await database.Transactions.AnyAsync(t => t.UserId == posting.UserId && t.Operation == posting.Operation && t.ReferenceId == reference, cancellationToken))
        {
            return null;
        }

        var status = await mediator.Send(new GetKycStatus(posting.UserId), cancellationToken);
        return !status.Succeeded ? NotKnown : status.Value.State == KycState.Approved ? null : NotApproved;
    }
}
