using System.Collections;

namespace Monolith.Kernel.Web.Tracking;

/// <summary>The request's part of every log line. The user joins when they are known: a line shows what was known when it was written.</summary>
internal sealed class RequestLogScope(string requestId) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int? UserId { get; set; }

    public int Count => UserId is null ? 1 : 2;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("RequestId", requestId),
        1 when UserId is { } user => new("UserId", user),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => UserId is { } user ? $"RequestId:{requestId} UserId:{user}" : $"RequestId:{requestId}";
}
