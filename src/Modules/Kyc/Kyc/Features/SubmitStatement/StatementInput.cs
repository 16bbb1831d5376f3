namespace Monolith.Kyc.Features.SubmitStatement;

/// <summary>Form 2.</summary>
internal sealed record StatementInput
{
    public string? FullName { get; init; }

    public string? AccountNumber { get; init; }

    public string? IfscCode { get; init; }

    public string? PdfPassword { get; init; }

    public StatementFile? BankStatement { get; init; }
}
