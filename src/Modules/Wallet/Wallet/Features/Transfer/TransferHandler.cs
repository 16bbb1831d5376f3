using MediatR;
using Monolith.Auth.Contracts;
using Monolith.Kernel.Results;
using Monolith.Wallet.Domain;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features.Transfer;

/// <summary>
/// The frozen contract has a user's wallet from sign-up on, and the event that opens it comes a moment later, or much later where a server is away. So a
/// recipient without one is asked about, outside of the ledger's transaction, and gets theirs if they have an account.
/// </summary>
internal sealed class TransferHandler(GeneralLedger ledger, WalletLocks wallets, IMediator mediator) : IRequestHandler<TransferCommand, Result<Posted>>
{
    private static readonly Error NotKnown = new("wallet.recipient_unavailable", "Recipient could not be checked, try again", ErrorKind.Unavailable);

    public async Task<Result<Posted>> Handle(TransferCommand request, CancellationToken cancellationToken)
    {
        var posted = await ledger.PostAsync(request.Posting, cancellationToken);
        if (posted.Succeeded || posted.Error != LedgerErrors.NoSuchRecipient)
        {
            return posted;
        }

        var recipient = request.Posting.CounterpartyId!.Value;
        var account = await mediator.Send(new GetUser(recipient), cancellationToken);
        if (!account.Succeeded)
        {
            return account.Error.Kind == ErrorKind.NotFound ? posted : NotKnown;
        }

        await wallets.OpenAsync(recipient, cancellationToken);
        return await ledger.PostAsync(request.Posting, cancellationToken);
    }
}
