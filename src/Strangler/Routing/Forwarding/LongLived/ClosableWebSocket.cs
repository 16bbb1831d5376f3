namespace Monolith.Strangler.Routing.Forwarding.LongLived;

/// <summary>
/// The client's side of a forwarded WebSocket. When it is to close, the client gets a Close frame between two frames of the service; its answer goes on to
/// the service, for which it is the client that closes. What the service still sends is dropped, as RFC 6455, 5.5.1 has it after a Close frame.
/// </summary>
internal sealed class ClosableWebSocket : Stream
{
    // FIN and Close, two bytes, not masked: 1001, "going away" (RFC 6455, 7.4.1).
    private static readonly byte[] GoingAway = [0x88, 0x02, 0x03, 0xE9];

    private readonly Stream _client;
    private readonly WebSocketFrames _toClient = new();
    private readonly WebSocketFrames _fromClient = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenRegistration _asked;
    private volatile bool _isAsked;
    private volatile bool _saidGoodbye;

    public ClosableWebSocket(Stream client, CancellationToken closing)
    {
        _client = client;
        _asked = closing.UnsafeRegister(static state => _ = ((ClosableWebSocket)state!).SayGoodbyeAsync(), this);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_saidGoodbye && _fromClient.IsClosed)
        {
            // Both have said it. The server ends the connection, so the client must not be waited for.
            return 0;
        }

        var read = await _client.ReadAsync(buffer, cancellationToken);
        _fromClient.PassAll(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (_saidGoodbye)
            {
                return;
            }

            if (!_isAsked)
            {
                _toClient.PassAll(buffer.Span);
                await _client.WriteAsync(buffer, cancellationToken);
                return;
            }

            // Asked in the middle of a frame: this write may bring its end.
            await _client.WriteAsync(buffer[.._toClient.Pass(buffer.Span)], cancellationToken);
            await SayGoodbyeBetweenFramesAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => _client.FlushAsync(cancellationToken);

    public override void Flush() => _client.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Written asynchronously only.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _asked.Dispose();
            _client.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task SayGoodbyeAsync()
    {
        _isAsked = true;
        await _writing.WaitAsync();
        try
        {
            await SayGoodbyeBetweenFramesAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The client is gone; the copying of the frames meets the same and reports it.
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task SayGoodbyeBetweenFramesAsync(CancellationToken cancellationToken)
    {
        if (_toClient.IsBetween && !_toClient.IsClosed && !_saidGoodbye)
        {
            _saidGoodbye = true;
            await _client.WriteAsync(GoingAway, cancellationToken);
        }
    }
}
