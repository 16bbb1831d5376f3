using MediatR;
using Monolith.Broker.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Orders;

/// <summary>Takes back an order that is open. The broker knows it by the user's session, so another user's is not found.</summary>
internal sealed record CancelOrderCommand(int UserId, BrokerKind Broker, string OrderId) : IRequest<Result<string>>;
