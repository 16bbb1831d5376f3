using FluentValidation;
using Monolith.Admin.Domain;

namespace Monolith.Admin.Features;

/// <summary>What an admin may give as a reason: one line, that fits the audit trail.</summary>
internal static class ReasonRules
{
    public static IRuleBuilderOptions<T, string?> IsReason<T>(this IRuleBuilder<T, string?> rule)
        => rule.MaximumLength(AdminAction.MaxReasonLength)
            .Must(r => r?.Any(char.IsControl) != true).WithErrorCode("string_control_characters").WithMessage("String should not contain control characters");
}
