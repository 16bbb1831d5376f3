using System.Text.Json.Serialization;
using FluentValidation;
using Monolith.Kernel.Frontends;

namespace Monolith.Auth.Features.ResetPassword;

internal sealed class ResetPasswordInput
{
    [JsonPropertyName("token")]
    [JsonConverter(typeof(LenientSecretConverter))]
    public string? Token { get; init; }

    [JsonPropertyName("password")]
    [JsonConverter(typeof(LenientSecretConverter))]
    public string? Password { get; init; }
}

internal sealed class ResetPasswordInputValidator : AbstractValidator<ResetPasswordInput>
{
    public ResetPasswordInputValidator() => RuleFor(i => i.Password).IsPassword();
}
