using MediatR;

namespace Monolith.Kyc.Features.SubmitStatement;

/// <summary>Takes form 2 and decides on it by the text of its statement.</summary>
internal sealed record SubmitStatementCommand(
    int UserId, string FullName, string AccountNumber, string IfscCode, ReadOnlyMemory<byte> Statement, string? Password) : IRequest<StatementVerdict>;
