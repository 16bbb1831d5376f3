using FluentValidation;

namespace Monolith.Kernel.Frontends;

/// <summary>What of a refused value an error shows.</summary>
public static class RuleEcho
{
    internal static readonly object Hidden = new();

    /// <summary>The error of this rule does not repeat the value: for passwords, keys and one-time codes, which end up in the error reports of browsers.</summary>
    public static IRuleBuilderOptions<T, TProperty> WithoutEcho<T, TProperty>(this IRuleBuilderOptions<T, TProperty> rule) => rule.WithState(_ => Hidden);
}
