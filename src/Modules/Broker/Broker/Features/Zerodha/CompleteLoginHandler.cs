using MediatR;
using Monolith.Broker.Apis.Zerodha;
using Monolith.Broker.Features.Confirm;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Zerodha;

internal sealed class CompleteLoginHandler(Confirmation confirmation, IZerodhaApi api) : IRequestHandler<CompleteLoginCommand, Result<Unit>>
{
    public Task<Result<Unit>> Handle(CompleteLoginCommand request, CancellationToken cancellationToken) => confirmation.RunAsync(
        request.UserId,
        api,
        async (keys, pending) =>
        {
            var requestToken = CallbackUrl.Read(request.CallbackUrl, keys.RedirectUri!, pending.Token);
            return requestToken.Succeeded ? await api.StartSessionAsync(keys, requestToken.Value, CancellationToken.None) : requestToken.Error;
        },
        cancellationToken);
}
