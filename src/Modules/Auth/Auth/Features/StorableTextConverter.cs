using Monolith.Kernel.Frontends;

namespace Monolith.Auth.Features;

/// <summary>As <see cref="LenientTextConverter"/>, without U+0000, which PostgreSQL cannot keep in text.</summary>
internal sealed class StorableTextConverter : LenientTextConverter
{
    protected override string? Trim(string? text) => base.Trim(text?.Replace("\0", "", StringComparison.Ordinal));
}
