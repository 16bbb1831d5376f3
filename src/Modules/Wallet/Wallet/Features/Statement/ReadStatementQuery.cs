using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Wallet.Features.Statement;

/// <summary>Some lines of a statement, oldest first.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Range">What is left of it.</param>
/// <param name="Limit">At most so many.</param>
internal sealed record ReadStatementQuery(int UserId, StatementRange Range, int Limit) : IRequest<Result<IReadOnlyList<StatementLine>>>;
