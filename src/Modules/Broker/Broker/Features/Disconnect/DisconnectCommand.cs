using MediatR;
using Monolith.Broker.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Disconnect;

/// <summary>Forgets a user's session at a broker; the keys stay.</summary>
internal sealed record DisconnectCommand(int UserId, BrokerKind Broker) : IRequest<Result<Unit>>;
