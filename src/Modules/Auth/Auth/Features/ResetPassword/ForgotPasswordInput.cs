using System.Text.Json.Serialization;
using FluentValidation;
using Monolith.Kernel.Frontends;

namespace Monolith.Auth.Features.ResetPassword;

internal sealed class ForgotPasswordInput
{
    [JsonPropertyName("email")]
    [JsonConverter(typeof(LenientTextConverter))]
    public string? Email { get; init; }
}

internal sealed class ForgotPasswordInputValidator : AbstractValidator<ForgotPasswordInput>
{
    public ForgotPasswordInputValidator() => RuleFor(i => i.Email).IsEmail();
}
