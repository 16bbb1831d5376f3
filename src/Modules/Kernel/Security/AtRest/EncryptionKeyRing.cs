using System.Diagnostics.CodeAnalysis;

namespace Monolith.Kernel.Security.AtRest;

/// <summary>The keys of this process, newest first: the first encrypts, all decrypt.</summary>
internal sealed class EncryptionKeyRing(IReadOnlyList<EncryptionKey> keys)
{
    private readonly Dictionary<string, EncryptionKey> _byId = keys.ToDictionary(k => k.Id, StringComparer.Ordinal);

    public EncryptionKey Newest { get; } = keys[0];

    public bool TryFind(string id, [NotNullWhen(true)] out EncryptionKey? key) => _byId.TryGetValue(id, out key);
}
