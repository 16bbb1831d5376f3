namespace Monolith.Kernel.Frontends;

/// <summary>As <see cref="LenientTextConverter"/>, but white space stays: it is part of a password.</summary>
public sealed class LenientSecretConverter : LenientTextConverter
{
    /// <inheritdoc/>
    protected override string? Trim(string? text) => text;
}
