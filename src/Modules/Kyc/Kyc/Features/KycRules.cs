using FluentValidation;
using Monolith.Kernel.Frontends;
using Monolith.Kyc.Statements;

namespace Monolith.Kyc.Features;

/// <summary>What the two forms have in common, in pydantic's words where it has some.</summary>
internal static class KycRules
{
    public static IRuleBuilderOptions<T, string?> IsText<T>(this IRuleBuilder<T, string?> text, int maxLength)
        => text.NotEmpty().MaximumLength(maxLength).HasNoControls();

    /// <summary>Personal: an error does not repeat it.</summary>
    /// <param name="text">The field.</param>
    /// <param name="minLength">Of what is looked for in a statement, where white space around it does not count.</param>
    /// <param name="maxLength">As it was written.</param>
    public static IRuleBuilderOptions<T, string?> IsNumber<T>(this IRuleBuilder<T, string?> text, int minLength, int maxLength)
        => text
            .NotEmpty().WithoutEcho()
            .Must(n => string.IsNullOrWhiteSpace(n) || StatementMatch.Plain(n).Length >= minLength)
            .WithErrorCode("string_too_short").WithMessage($"String should have at least {minLength} characters").WithoutEcho()
            .MaximumLength(maxLength).WithoutEcho()
            .HasNoControls().WithoutEcho();

    /// <summary>Shown to an admin as a link: with a scheme it must be http or https, so that no script hides in it.</summary>
    public static IRuleBuilderOptions<T, string?> IsLink<T>(this IRuleBuilder<T, string?> text, int maxLength)
        => text.IsText(maxLength).Must(IsHarmless).WithErrorCode("url_scheme").WithMessage("URL scheme should be 'http' or 'https'");

    private static IRuleBuilderOptions<T, string?> HasNoControls<T>(this IRuleBuilder<T, string?> text)
        => text.Must(t => t?.Any(char.IsControl) != true).WithErrorCode("string_control_characters").WithMessage("String should not contain control characters");

    // A colon before the first slash is a scheme's, whatever stands before it.
    private static bool IsHarmless(string? link)
        => string.IsNullOrEmpty(link)
            || link.TrimStart().Split('/', '?', '#')[0] is var first
            && (!first.Contains(':', StringComparison.Ordinal) || first.Equals("http:", StringComparison.OrdinalIgnoreCase) || first.Equals("https:", StringComparison.OrdinalIgnoreCase));
}
