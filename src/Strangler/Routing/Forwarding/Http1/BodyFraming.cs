namespace Monolith.Strangler.Routing.Forwarding.Http1;

/// <summary>How the end of an answer's body is known (RFC 9112, 6.3).</summary>
internal enum BodyFraming
{
    /// <summary>There is none.</summary>
    None = 0,

    /// <summary>By Content-Length.</summary>
    Length = 1,

    /// <summary>By the last chunk.</summary>
    Chunked = 2,

    /// <summary>By the end of the connection.</summary>
    UntilClose = 3,
}
