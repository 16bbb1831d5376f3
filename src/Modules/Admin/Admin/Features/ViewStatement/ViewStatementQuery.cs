using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.ViewStatement;

/// <summary>The file that a user's bank statement came in.</summary>
internal sealed record ViewStatementQuery(int AdminId, int UserId, string Reason) : IRequest<Result<byte[]>>;
