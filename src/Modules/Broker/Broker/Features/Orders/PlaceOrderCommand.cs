using MediatR;
using Monolith.Broker.Apis;
using Monolith.Broker.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Orders;

/// <summary>Sends an order to a broker, once.</summary>
/// <returns>The broker's id of it.</returns>
internal sealed record PlaceOrderCommand(int UserId, BrokerKind Broker, NewOrder Order) : IRequest<Result<string>>;
