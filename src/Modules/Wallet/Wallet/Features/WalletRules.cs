using FluentValidation;

namespace Monolith.Wallet.Features;

/// <summary>What the wallet's bodies have in common, in pydantic's words where it has some.</summary>
internal static class WalletRules
{
    private const int Decimals = 2;

    public static IRuleBuilderOptions<T, decimal?> IsAmount<T>(this IRuleBuilder<T, decimal?> amount, WalletSettings settings)
        => amount
            .GreaterThan(0)
            .LessThanOrEqualTo(settings.MaxAmount)
            .Must(a => a is null || decimal.Round(a.Value, Decimals) == a).WithErrorCode("decimal_max_places").WithMessage($"Decimal input should have no more than {Decimals} decimal places");

    public static IRuleBuilderOptions<T, string?> IsText<T>(this IRuleBuilder<T, string?> text, int maxLength)
        => text
            .MaximumLength(maxLength)
            // PostgreSQL cannot keep U+0000, and a statement has no use for the others.
            .Must(t => t?.Any(char.IsControl) != true).WithErrorCode("string_control_characters").WithMessage("String should not contain control characters");

    /// <summary>Empty text says nothing.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
