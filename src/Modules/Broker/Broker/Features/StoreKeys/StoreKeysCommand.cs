using MediatR;
using Monolith.Broker.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.StoreKeys;

/// <summary>Keeps a user's keys for a broker, in place of those that were there.</summary>
internal sealed record StoreKeysCommand(int UserId, BrokerKind Broker, BrokerKeys Keys) : IRequest<Result<Unit>>;
