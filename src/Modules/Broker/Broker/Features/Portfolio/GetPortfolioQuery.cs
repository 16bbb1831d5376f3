using System.Text.Json;
using MediatR;
using Monolith.Broker.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Portfolio;

/// <summary>What a user has at a broker, each part as the broker tells it.</summary>
internal sealed record GetPortfolioQuery(int UserId, BrokerKind Broker) : IRequest<Result<IReadOnlyDictionary<string, JsonElement>>>;
