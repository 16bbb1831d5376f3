using System.Security.Cryptography;

namespace Monolith.PaperBroker;

/// <summary>Random tokens that stand for something for a while. The oldest go when there are too many.</summary>
/// <typeparam name="T">What a token stands for.</typeparam>
internal sealed class ExpiringTokens<T>(TimeProvider time, TimeSpan life)
    where T : class
{
    private const int Most = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (T Value, DateTimeOffset Expires)> _tokens = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public string Issue(T value)
    {
        var token = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 32);
        lock (_lock)
        {
            _tokens.Add(token, (value, time.GetUtcNow() + life));
            _order.Enqueue(token);
            if (_order.Count > Most)
            {
                _tokens.Remove(_order.Dequeue());
            }
        }

        return token;
    }

    public T? Find(string? token)
    {
        lock (_lock)
        {
            return token is not null && _tokens.TryGetValue(token, out var found) && found.Expires > time.GetUtcNow() ? found.Value : null;
        }
    }

    /// <summary>As <see cref="Find"/>, and it is used up.</summary>
    public T? Take(string? token)
    {
        lock (_lock)
        {
            return token is not null && _tokens.Remove(token, out var found) && found.Expires > time.GetUtcNow() ? found.Value : null;
        }
    }
}
