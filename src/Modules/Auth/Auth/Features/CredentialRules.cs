using FluentValidation;
using Monolith.Auth.Domain;

namespace Monolith.Auth.Features;

/// <summary>What the contract asks of text fields, in its words. A missing field has that error only; a wrong one has all that apply.</summary>
internal static class CredentialRules
{
    public const int MinPasswordLength = 6;

    /// <summary>Longer ones only cost time to hash.</summary>
    public const int MaxPasswordLength = 1024;

    public static IRuleBuilderOptions<T, string?> IsGivenName<T>(this IRuleBuilder<T, string?> name, int maxLength)
        => name
            .NotEmpty().WithMessage("O nome é obrigatório.")
            .Must(n => IsMissing(n) || TextLength.Of(n!) <= maxLength).WithMessage($"O nome não pode ter mais de {maxLength} caracteres.");

    public static IRuleBuilderOptions<T, string?> IsEmail<T>(this IRuleBuilder<T, string?> email)
        => email
            .NotEmpty().WithMessage("O e-mail é obrigatório.")
            .Must(e => IsMissing(e) || EmailAddress.IsValid(e!)).WithMessage("O e-mail deve ser válido.")
            .Must(e => IsMissing(e) || TextLength.Of(e!) <= EmailAddress.MaxLength).WithMessage($"O e-mail não pode ter mais de {EmailAddress.MaxLength} caracteres.");

    public static IRuleBuilderOptions<T, string?> IsPassword<T>(this IRuleBuilder<T, string?> password)
        => password
            .NotEmpty().WithMessage("A senha é obrigatória.")
            .Must(p => IsMissing(p) || TextLength.Of(p!) >= MinPasswordLength).WithMessage($"A senha deve ter pelo menos {MinPasswordLength} caracteres.")
            .Must(p => IsMissing(p) || TextLength.Of(p!) <= MaxPasswordLength).WithMessage($"A senha não pode ter mais de {MaxPasswordLength} caracteres.");

    // As NotEmpty sees it: also for a password, white space alone is nothing.
    private static bool IsMissing(string? text) => string.IsNullOrWhiteSpace(text);
}
