using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Monolith.Strangler.Routing.Forwarding.Bodies;

/// <summary>
/// Holds the beginning of a service's answer back for a moment. A service that dies between the head and the end of a small answer has then given the
/// client nothing yet, and the monolith can still answer. What is longer than <see cref="MostHeld"/>, or of unknown length and takes longer than
/// <see cref="LongestHeld"/>, goes on as it comes.
/// </summary>
/// <param name="client">Where the answer goes.</param>
/// <param name="patience">Told of every byte.</param>
/// <param name="holds">False to let everything through at once.</param>
internal sealed class HeldBody(IHttpResponseBodyFeature client, Patience patience, bool holds) : Stream, IHttpResponseBodyFeature
{
    /// <summary>In bytes. Nearly every JSON answer is smaller; what it costs is this much memory for a request at most.</summary>
    internal const int MostHeld = 64 * 1024;

    /// <summary>Long against the time in which an answer that is ready is written, short against what a reader of a stream would notice.</summary>
    internal static readonly TimeSpan LongestHeld = TimeSpan.FromMilliseconds(100);

    private const int NotHeld = -1;
    private const int SmallestBuffer = 4096;

    // The copying of the answer and the timer must not release at once.
    private readonly Lock _lock = new();
    private byte[] _held = [];
    private int _length;
    private int _mostHeld = holds ? MostHeld : NotHeld;
    private bool _isLengthKnown;
    private bool _isDiscarded;
    private Task? _released;
    private PipeWriter? _writer;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    Stream IHttpResponseBodyFeature.Stream => this;

    PipeWriter IHttpResponseBodyFeature.Writer => _writer ??= PipeWriter.Create(this, new(leaveOpen: true));

    /// <summary>Says how long the answer will be, before any of it is written. Held is a small one until it is whole, however long that takes; a large one not at all.</summary>
    public void Expect(long length)
    {
        _isLengthKnown = true;
        _mostHeld = length <= _mostHeld ? _mostHeld : NotHeld;
    }

    /// <summary>Gives the client what was held, and everything after that at once. Does nothing after <see cref="DiscardAsync"/>.</summary>
    public Task ReleaseAsync()
    {
        lock (_lock)
        {
            return _isDiscarded ? Task.CompletedTask : _released ??= WriteHeldAsync(flush: true);
        }
    }

    /// <summary>The same when nothing will follow: the end of the answer leaves together with it.</summary>
    public Task ReleaseWholeAsync()
    {
        lock (_lock)
        {
            return _isDiscarded ? Task.CompletedTask : _released ??= WriteHeldAsync(flush: false);
        }
    }

    /// <summary>Forgets what was held and lets nothing more through. What was released before is with the client, or lost with it, afterwards.</summary>
    public async Task DiscardAsync()
    {
        Task? released;
        lock (_lock)
        {
            _isDiscarded = true;
            released = _released;
        }

        if (released is not null)
        {
            await released.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>For whom nobody waits. That the client is gone is met, and reported, by the copying of the answer.</summary>
    public void ReleaseLate()
        => _ = ReleaseAsync().ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        patience.Touch();
        Task released;
        lock (_lock)
        {
            if (_isDiscarded)
            {
                return ValueTask.CompletedTask;
            }

            if (_released is null && _length + buffer.Length <= _mostHeld)
            {
                Hold(buffer.Span);
                return ValueTask.CompletedTask;
            }

            released = _released ??= WriteHeldAsync(flush: false);
        }

        return released.IsCompletedSuccessfully ? client.Stream.WriteAsync(buffer, cancellationToken) : WriteAfterAsync(released, buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_released is { } released)
        {
            await released;
            await client.Stream.FlushAsync(cancellationToken);
        }
    }

    public override void Flush() => throw new NotSupportedException("Written asynchronously only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Written asynchronously only.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // Kestrel buffers nothing that this could turn off.
    void IHttpResponseBodyFeature.DisableBuffering() => client.DisableBuffering();

    async Task IHttpResponseBodyFeature.StartAsync(CancellationToken cancellationToken) => await ReleaseAsync();

    Task IHttpResponseBodyFeature.SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken)
        => SendFileFallback.SendFileAsync(this, path, offset, count, cancellationToken);

    Task IHttpResponseBodyFeature.CompleteAsync() => ReleaseWholeAsync();

    protected override void Dispose(bool disposing)
    {
        if (_held.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_held);
            _held = [];
        }

        base.Dispose(disposing);
    }

    private void Hold(ReadOnlySpan<byte> part)
    {
        if (_length == 0 && !_isLengthKnown)
        {
            patience.Release(this);
        }

        if (_length + part.Length > _held.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + part.Length, Math.Max(2 * _held.Length, SmallestBuffer)));
            _held.AsSpan(0, _length).CopyTo(larger);
            if (_held.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_held);
            }

            _held = larger;
        }

        part.CopyTo(_held.AsSpan(_length));
        _length += part.Length;
    }

    private async Task WriteHeldAsync(bool flush)
    {
        await client.StartAsync();
        if (_length > 0)
        {
            client.Writer.Write(_held.AsSpan(0, _length));
        }

        if (flush)
        {
            await client.Writer.FlushAsync();
        }
    }

    private async ValueTask WriteAfterAsync(Task released, ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        await released;
        await client.Stream.WriteAsync(buffer, cancellationToken);
    }
}
