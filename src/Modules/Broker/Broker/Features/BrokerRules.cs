using FluentValidation;
using Monolith.Kernel.Frontends;

namespace Monolith.Broker.Features;

/// <summary>What the module's bodies have in common. None of their values is repeated in an error.</summary>
internal static class BrokerRules
{
    private const int MaxKeyLength = 256;
    private const int MaxSecretLength = 512;

    /// <summary>What goes into a header: printable ASCII without a space, and without the colon that separates it from what follows.</summary>
    public static void IsKey<T>(this IRuleBuilder<T, string?> key)
        => key.NotEmpty().WithoutEcho()
            .MaximumLength(MaxKeyLength).WithoutEcho()
            .Must(k => k?.All(c => c is > ' ' and <= '~' and not ':') != false).WithErrorCode("string_characters")
            .WithMessage("String should hold printable ASCII characters without spaces and colons").WithoutEcho();

    public static void IsSecret<T>(this IRuleBuilder<T, string?> secret) => secret.NotEmpty().WithoutEcho().MaximumLength(MaxSecretLength).WithoutEcho();
}
