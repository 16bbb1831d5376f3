namespace Monolith.Kernel.Web.Listening;

/// <summary>What the next byte of a connection belongs to.</summary>
internal enum FramingState
{
    /// <summary>Nothing has come yet.</summary>
    Connection = 0,
    RequestLine = 1,
    Headers = 2,
    Body = 3,
    ChunkSize = 4,
    Chunk = 5,
    ChunkEnd = 6,
    Trailers = 7,

    /// <summary>Not HTTP/1.x (TLS, HTTP/2), or faulty: nothing more is looked at.</summary>
    Off = 8,
}
