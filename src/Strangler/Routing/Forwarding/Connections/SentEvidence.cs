namespace Monolith.Strangler.Routing.Forwarding.Connections;

/// <summary>
/// Knows of one request whether any of its bytes were given to the network, from the connection itself. Exceptions cannot tell: SocketsHttpHandler sends
/// a request without a body again on a new connection when the first one ends without an answer, also a DELETE that the service has read; if the new
/// connection is then refused it reports "connection refused". The same evidence stops that second sending of an unsafe request.
/// </summary>
/// <remarks>Holds for HTTP/1.1, where a request's own asynchronous flow writes it. HTTP/2 writes from a flow of the connection.</remarks>
/// <param name="isSafe">Whether the request may be sent again.</param>
/// <param name="bodyFollows">Whether the head is sure to be followed by a body, soon and not large: then they leave together.</param>
internal sealed class SentEvidence(bool isSafe, bool bodyFollows)
{
    private static readonly AsyncLocal<SentEvidence?> Ambient = new();

    private bool _holdsHead = bodyFollows;
    private EvidenceStream? _sentOn;

    /// <summary>The evidence of the request whose flow this is.</summary>
    public static SentEvidence? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public bool AnythingSent => Volatile.Read(ref _sentOn) is not null;

    /// <summary>Whether what is about to be written can wait for the next write; true at most once.</summary>
    public bool MayWait()
    {
        var waits = _holdsHead;
        _holdsHead = false;
        return waits;
    }

    /// <exception cref="IOException">The request is unsafe and a part of it went over another connection before.</exception>
    public void Sending(EvidenceStream connection)
    {
        var first = Interlocked.CompareExchange(ref _sentOn, connection, null);
        if (first is not null && first != connection && !isSafe)
        {
            throw new IOException("The connection ended before the service answered; the request may have happened and is not sent again.");
        }
    }
}
