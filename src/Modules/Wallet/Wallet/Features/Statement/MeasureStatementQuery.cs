using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Wallet.Features.Statement;

/// <summary>Finds the lines of a statement; refuses one that is too long.</summary>
internal sealed record MeasureStatementQuery(int UserId, StatementPeriod Period) : IRequest<Result<StatementRange>>;
