namespace Monolith.Strangler.Cutover.Verification;

/// <summary>A row's key as both servers write it in words, one value per column of the key.</summary>
internal sealed class RowKey(string[] values) : IEquatable<RowKey>
{
    public IReadOnlyList<string> Values => values;

    public bool Equals(RowKey? other) => other is not null && values.SequenceEqual(other.Values, StringComparer.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as RowKey);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in values)
        {
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
