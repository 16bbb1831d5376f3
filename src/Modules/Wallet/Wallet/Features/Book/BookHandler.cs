using MediatR;
using Monolith.Kernel.Results;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features.Book;

internal sealed class BookHandler(GeneralLedger ledger) : IRequestHandler<BookCommand, Result<Posted>>
{
    public Task<Result<Posted>> Handle(BookCommand request, CancellationToken cancellationToken) => ledger.PostAsync(request.Posting, cancellationToken);
}
