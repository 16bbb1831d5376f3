namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>
/// Holds the beginning of a service's answer back for a moment. A service that dies between the head and the end of a small answer has then given the
/// client nothing yet, and the monolith can still answer. What is longer than <see cref="MostHeld"/> or takes longer than <see cref="LongestHeld"/> goes on
/// as it comes.
/// </summary>
internal sealed class HeldBody(Stream client, TimeProvider time) : Stream
{
    /// <summary>In bytes. Nearly every JSON answer is smaller; what it costs is this much memory for a request at most.</summary>
    internal const int MostHeld = 64 * 1024;

    /// <summary>Long against the time in which an answer that is ready is written, short against what a reader of a stream would notice.</summary>
    internal static readonly TimeSpan LongestHeld = TimeSpan.FromMilliseconds(100);

    // The copying of the answer and the timer must not write to the client at once.
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly MemoryStream _held = new();
    private ITimer? _timer;
    private bool _isOpen;
    private bool _isDiscarded;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Gives the client what was held, and everything after that at once. Does nothing after <see cref="DiscardAsync"/>.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await OpenAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Forgets what was held and lets nothing more through.</summary>
    public async Task DiscardAsync()
    {
        await _gate.WaitAsync();
        _isDiscarded = true;
        _gate.Release();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_isOpen && _held.Length + buffer.Length <= MostHeld)
            {
                _timer ??= time.CreateTimer(static body => _ = ((HeldBody)body!).ReleaseLateAsync(), this, LongestHeld, Timeout.InfiniteTimeSpan);
                _held.Write(buffer.Span);
                return;
            }

            await OpenAsync(cancellationToken);
            await client.WriteAsync(buffer, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_isOpen)
            {
                await client.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public override void Flush() => throw new NotSupportedException("Written asynchronously only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Written asynchronously only.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // Not the gate: the timer may be waiting for it, and without a wait handle there is nothing to give back.
        _timer?.Dispose();
        base.Dispose(disposing);
    }

    private async Task ReleaseLateAsync()
    {
        try
        {
            await ReleaseAsync(CancellationToken.None);
            await FlushAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The client is gone. The copying of the answer meets the same and reports it.
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_isOpen || _isDiscarded)
        {
            return;
        }

        _isOpen = true;
        if (_held.TryGetBuffer(out var held) && held.Count > 0)
        {
            await client.WriteAsync(held, cancellationToken);
        }
    }
}
