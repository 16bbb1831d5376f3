using System.Buffers;

namespace Monolith.Strangler.Routing.Forwarding.Connections;

/// <summary>A connection to a service that tells the request being written on it so. Every way to write is covered: one that is not would be a request that may run twice.</summary>
internal sealed class EvidenceStream(Stream inner) : Stream
{
    // YARP flushes a request's head before its body: two packets, and two wake-ups of the service, for what fits into one.
    private readonly ArrayBufferWriter<byte> _head = new(2048);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var evidence = SentEvidence.Current;
        if (evidence?.MayWait() == true)
        {
            _head.Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        evidence?.Sending(this);
        return _head.WrittenCount == 0 ? inner.WriteAsync(buffer, cancellationToken) : WriteWithHeadAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Written asynchronously only.");

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Flush()
    {
        // Neither a socket nor TLS over it keeps anything back.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask WriteWithHeadAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        _head.Write(buffer.Span);
        await inner.WriteAsync(_head.WrittenMemory, cancellationToken);
        _head.ResetWrittenCount();
    }
}
