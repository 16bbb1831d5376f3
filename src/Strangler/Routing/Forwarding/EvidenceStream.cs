using System.Net.Sockets;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>A connection to a service that tells the request being written on it so. Every way to write is covered: one that is not would be a request that may run twice.</summary>
internal sealed class EvidenceStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    public override void Write(byte[] buffer, int offset, int count)
    {
        SentEvidence.Current?.Sending(this);
        base.Write(buffer, offset, count);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        SentEvidence.Current?.Sending(this);
        base.Write(buffer);
    }

    public override void WriteByte(byte value) => Write([value]);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        SentEvidence.Current?.Sending(this);
        return base.WriteAsync(buffer, offset, count, cancellationToken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        SentEvidence.Current?.Sending(this);
        return base.WriteAsync(buffer, cancellationToken);
    }

    public override IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state)
    {
        SentEvidence.Current?.Sending(this);
        return base.BeginWrite(buffer, offset, count, callback, state);
    }
}
