using MediatR;
using Monolith.Broker.Apis.Kotak;
using Monolith.Broker.Features.Confirm;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Kotak;

internal sealed class ConfirmHandler(Confirmation confirmation, IKotakApi api) : IRequestHandler<ConfirmCommand, Result<Unit>>
{
    public Task<Result<Unit>> Handle(ConfirmCommand request, CancellationToken cancellationToken)
        => confirmation.RunAsync(request.UserId, api, (_, pending) => api.ConfirmAsync(pending, request.OneTimePassword, CancellationToken.None), cancellationToken);
}
