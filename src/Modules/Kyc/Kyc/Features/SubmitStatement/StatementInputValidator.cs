using FluentValidation;
using Monolith.Kernel.Frontends;
using Monolith.Kyc.Data;

namespace Monolith.Kyc.Features.SubmitStatement;

internal sealed class StatementInputValidator : AbstractValidator<StatementInput>
{
    // Shorter ones are in every text.
    private const int MinNameLength = 2;
    private const int MinAccountLength = 6;
    private const int MinIfscLength = 4;

    private const int MaxNameLength = 255;
    private const int MaxPasswordLength = 255;

    public StatementInputValidator()
    {
        RuleFor(i => i.FullName).IsNumber(MinNameLength, MaxNameLength);
        RuleFor(i => i.AccountNumber).IsNumber(MinAccountLength, RecordConfiguration.MaxNumberLength);
        RuleFor(i => i.IfscCode).IsNumber(MinIfscLength, RecordConfiguration.MaxNumberLength);
        RuleFor(i => i.BankStatement).NotNull();
        // It is handed to a program as a line.
        RuleFor(i => i.PdfPassword)
            .MaximumLength(MaxPasswordLength).WithoutEcho()
            .Must(p => p?.Any(char.IsControl) != true).WithErrorCode("string_control_characters").WithMessage("String should not contain control characters").WithoutEcho();
    }
}
