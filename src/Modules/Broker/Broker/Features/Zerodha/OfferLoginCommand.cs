using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Zerodha;

/// <summary>Starts a log-in at Zerodha, which the user's browser goes through.</summary>
/// <returns>Where to.</returns>
internal sealed record OfferLoginCommand(int UserId) : IRequest<Result<string>>;
