namespace Monolith.Movies.Caching;

/// <summary>
/// The answers used last, never more than a number and a number of bytes. Unlike MemoryCache, which turns new entries away while it makes room in the
/// background, it makes room first.
/// </summary>
internal sealed class RecentAnswers(int maxEntries, long maxBytes)
{
    // What an entry costs beside its document and key: records, list node, dictionary slot.
    private const int Overhead = 300;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _lastUsedFirst = new();

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byKey.Count;
            }
        }
    }

    public long Bytes { get; private set; }

    public CachedAnswer? Find(string key)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                return null;
            }

            _lastUsedFirst.Remove(node);
            _lastUsedFirst.AddFirst(node);
            return node.Value.Answer;
        }
    }

    public void Put(string key, CachedAnswer answer)
    {
        var entry = new Entry(key, answer, answer.Answer.Json.Length + (sizeof(char) * key.Length) + Overhead);
        lock (_gate)
        {
            if (_byKey.TryGetValue(key, out var old))
            {
                Remove(old);
            }

            _byKey.Add(key, _lastUsedFirst.AddFirst(entry));
            Bytes += entry.Bytes;
            while (_byKey.Count > maxEntries || Bytes > maxBytes)
            {
                Remove(_lastUsedFirst.Last!);
            }
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _lastUsedFirst.Remove(node);
        _byKey.Remove(node.Value.Key);
        Bytes -= node.Value.Bytes;
    }

    private readonly record struct Entry(string Key, CachedAnswer Answer, long Bytes);
}
