using System.Net;

namespace Monolith.Strangler.Routing.Forwarding.LongLived;

/// <summary>The body of an event stream that can be ended from here: its reader then finds the end, and the client's answer is completed as if the service had ended it.</summary>
internal sealed class EventStreamContent(HttpContent inner, CancellationToken closing) : HttpContent
{
    protected override async Task<Stream> CreateContentReadStreamAsync() => new EndableStream(await inner.ReadAsStreamAsync(), closing);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken)
        => new EndableStream(await inner.ReadAsStreamAsync(cancellationToken), closing);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => inner.CopyToAsync(stream, context);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
