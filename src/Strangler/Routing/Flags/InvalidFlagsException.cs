namespace Monolith.Strangler.Routing.Flags;

/// <summary>The document cannot be routed by. The message lists every reason.</summary>
internal sealed class InvalidFlagsException(IReadOnlyList<string> errors) : Exception(string.Join(' ', errors));
