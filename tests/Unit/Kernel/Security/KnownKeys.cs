using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Jose;

namespace Monolith.Unit.Kernel.Security;

internal sealed class KnownKeys : ITokenKeys
{
    private readonly Dictionary<string, VerificationKey> _keys = new(StringComparer.Ordinal);

    public bool IsConclusive { get; set; } = true;

    public void Add(VerificationKey key) => _keys.Add(key.Id, key);

    public void Clear() => _keys.Clear();

    public ValueTask<TokenKeyLookup> FindAsync(string keyId, CancellationToken cancellationToken)
        => new(new TokenKeyLookup(_keys.GetValueOrDefault(keyId), IsConclusive));
}
