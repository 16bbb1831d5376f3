using System.Runtime.InteropServices;

namespace Monolith.Strangler.Routing.Store;

/// <summary>The newest version in the store.</summary>
/// <param name="Version">0 when the store is empty.</param>
/// <param name="Document">Null when the caller already has this version, or the store is empty.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StoredFlags(long Version, string? Document);
