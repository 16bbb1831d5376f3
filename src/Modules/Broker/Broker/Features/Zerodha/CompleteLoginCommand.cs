using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Zerodha;

/// <summary>Ends a log-in at Zerodha with what the browser brought back.</summary>
internal sealed record CompleteLoginCommand(int UserId, string CallbackUrl) : IRequest<Result<Unit>>;
