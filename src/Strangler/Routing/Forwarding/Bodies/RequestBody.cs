namespace Monolith.Strangler.Routing.Forwarding.Bodies;

/// <summary>
/// A request's body on its way to a service. Remembers whether anybody began to read it: what was read is gone, and the local endpoint could not read it
/// again; unless it was asked to keep it, which it does up to <see cref="MostKept"/>.
/// </summary>
internal sealed class RequestBody(Stream inner, Patience patience, bool keeps) : Stream
{
    /// <summary>In bytes. A longer body cannot be read again.</summary>
    internal const int MostKept = 64 * 1024;

    private Patience? _patience = patience;
    private byte[] _kept = [];
    private int _length;
    private int _position;
    private bool _keeps = keeps;
    private bool _wasRead;
    private volatile bool _isReading;

    /// <summary>Whether a second reader finds the whole body: nothing was read, or all that was is kept.</summary>
    public bool CanBeReadAgain => !_isReading && (!_wasRead || _keeps);

    /// <summary>The client sent what is no body, or not all of it.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>A second reader has it.</summary>
    public bool IsRewound { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Begins again. What comes after what was kept is read from the client.</summary>
    public void Rewind()
    {
        _keeps = false;
        _position = 0;
        _patience = null;
        IsRewound = true;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position < _length)
        {
            var again = Math.Min(buffer.Length, _length - _position);
            _kept.AsMemory(_position, again).CopyTo(buffer);
            _position += again;
            return again;
        }

        _wasRead = true;
        _isReading = true;
        try
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            _patience?.Touch();
            Keep(buffer.Span[..read]);
            return read;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            IsBroken = true;
            throw;
        }
        finally
        {
            _isReading = false;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously only.");

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (!_keeps)
        {
            return;
        }

        if (_length + part.Length > MostKept)
        {
            _keeps = false;
            _kept = [];
            _length = _position = 0;
            return;
        }

        if (_length + part.Length > _kept.Length)
        {
            Array.Resize(ref _kept, Math.Min(MostKept, Math.Max(_length + part.Length, 2 * _kept.Length)));
        }

        part.CopyTo(_kept.AsSpan(_length));
        _length += part.Length;
        _position = _length;
    }
}
