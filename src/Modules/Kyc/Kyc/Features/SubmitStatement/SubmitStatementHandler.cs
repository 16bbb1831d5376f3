using MediatR;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Domain;
using Monolith.Kyc.Protection;
using Monolith.Kyc.Records;
using Monolith.Kyc.Statements;

namespace Monolith.Kyc.Features.SubmitStatement;

/// <summary>Reads first and writes then: no transaction waits for a PDF.</summary>
internal sealed class SubmitStatementHandler(StatementReader reader, KycRecords records, KycVault vault) : IRequestHandler<SubmitStatementCommand, StatementVerdict>
{
    public async Task<StatementVerdict> Handle(SubmitStatementCommand request, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(request.Statement, request.Password, cancellationToken);
        if (read.Outcome == StatementOutcome.Unavailable)
        {
            return new StatementVerdict.Unavailable();
        }

        var failure = FailureOf(read.Outcome);
        var found = failure is null ? StatementMatch.Of(read.Text, request.FullName, request.AccountNumber, request.IfscCode) : new(false, false, false);
        var details = new StatementDetails(request.FullName, request.AccountNumber, request.IfscCode, found.Name, found.Account, found.Ifsc, failure);
        var submission = new Submission(KycForm.BankStatement, vault.Protect(request.UserId, details))
        {
            Statement = vault.ProtectStatement(request.UserId, request.Statement.Span),
            Decision = new(found.All, failure ?? $"In the statement: name {Words(found.Name)}, account {Words(found.Account)}, branch {Words(found.Ifsc)}."),
        };
        await records.SubmitAsync(request.UserId, submission, cancellationToken);
        return failure is null ? new StatementVerdict.Decided(found) : new StatementVerdict.Failed(failure);
    }

    private static string? FailureOf(StatementOutcome outcome) => outcome switch
    {
        StatementOutcome.Read => null,
        StatementOutcome.NeedsPassword => "This PDF requires a password!",
        StatementOutcome.WrongPassword => "Incorrect PDF password!",
        StatementOutcome.TooMuch => "This PDF is too large or too complicated to be read.",
        _ => "This PDF could not be read.",
    };

    private static string Words(bool found) => found ? "found" : "not found";
}
