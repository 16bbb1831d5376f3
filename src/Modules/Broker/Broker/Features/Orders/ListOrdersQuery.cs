using MediatR;
using Monolith.Broker.Apis;
using Monolith.Broker.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Orders;

/// <summary>A user's orders of the day at a broker.</summary>
internal sealed record ListOrdersQuery(int UserId, BrokerKind Broker) : IRequest<Result<IReadOnlyList<OrderView>>>;
