namespace Monolith.Kernel.Messaging.Shapes;

/// <summary>One difference that somebody who knows the shape as it was cannot live with.</summary>
/// <param name="Path">The member.</param>
/// <param name="Before">Its type as it was; null where there was none.</param>
/// <param name="Now">Its type as it is; null where it is gone.</param>
internal readonly record struct ShapeBreak(string Path, string? Before, string? Now)
{
    public override string ToString()
        => Now is null ? $"'{Path}' was removed" : Before is null ? $"'{Path}' is new and required ('{Now}')" : $"'{Path}' was '{Before}' and is '{Now}'";
}
