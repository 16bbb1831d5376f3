using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Monolith.Strangler.Routing.Forwarding.Http1;

/// <summary>
/// A connection to a server that speaks HTTP/1.1, one exchange at a time. It holds what was received and not consumed yet, and what is to be sent next;
/// both are used again for every exchange.
/// </summary>
internal sealed class Http1Connection(Stream stream, long openedAt) : IDisposable
{
    /// <summary>In bytes; more than nearly every head with a small answer.</summary>
    private const int InitialBuffer = 16 * 1024;

    private const int MostKeptToSend = 64 * 1024;

    private byte[] _received = new byte[InitialBuffer];
    private ArrayBufferWriter<byte> _toSend = new(4096);
    private int _start;
    private int _end;
    private ValueTask<int> _ahead;
    private bool _isReadingAhead;

    /// <summary>When it was opened, as a timestamp of the time provider.</summary>
    public long OpenedAt => openedAt;

    /// <summary>Since when nobody uses it.</summary>
    public long IdleSince { get; set; }

    /// <summary>It has carried an exchange before: its end may be that of an idle connection.</summary>
    public bool WasUsed { get; set; }

    /// <summary>The head of the answer that is being read.</summary>
    public ResponseHead Head { get; } = new();

    /// <summary>What the next <see cref="SendAsync"/> sends.</summary>
    public ArrayBufferWriter<byte> ToSend => _toSend;

    /// <summary>What was received and not consumed. Holds until the next <see cref="ReadAsync()"/>.</summary>
    public ReadOnlySpan<byte> Received => _received.AsSpan(_start, _end - _start);

    /// <summary>The same, for who waits while it is being passed on.</summary>
    public ReadOnlyMemory<byte> ReceivedMemory => _received.AsMemory(_start, _end - _start);

    /// <summary>Begins to wait for the answer.</summary>
    /// <returns>False when the other side has closed the connection, or sent what nobody asked for.</returns>
    [SuppressMessage("Reliability", "CA2012", Justification = "Awaited once, by the next ReadAsync.")]
    public bool ReadAhead()
    {
        _ahead = stream.ReadAsync(_received);
        _isReadingAhead = true;
        return !_ahead.IsCompleted;
    }

    /// <summary>Gives everything in <see cref="ToSend"/> to the network.</summary>
    public ValueTask SendAsync() => stream.WriteAsync(_toSend.WrittenMemory);

    /// <summary>Empties <see cref="ToSend"/>.</summary>
    public void Sent()
    {
        if (_toSend.Capacity > MostKeptToSend)
        {
            _toSend = new(4096);
        }
        else
        {
            _toSend.ResetWrittenCount();
        }
    }

    /// <summary>Waits for more; <see cref="Add"/> has to be told how much came.</summary>
    public ValueTask<int> ReadAsync()
    {
        if (_isReadingAhead)
        {
            _isReadingAhead = false;
            return _ahead;
        }

        MakeRoom();
        return stream.ReadAsync(_received.AsMemory(_end));
    }

    /// <summary>Reads past what is held here, into the reader's own memory. Only while <see cref="Received"/> is empty.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> into) => stream.ReadAsync(into);

    /// <summary>Counts what <see cref="ReadAsync()"/> brought.</summary>
    /// <returns>False at the end of the connection.</returns>
    public bool Add(int read)
    {
        _end += read;
        return read > 0;
    }

    /// <summary>Forgets the first of what was received.</summary>
    public void Consume(int count)
    {
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
        }
    }

    /// <summary>Ends it, from whichever thread: whoever reads or writes gets an exception.</summary>
    public void Dispose() => stream.Dispose();

    private void MakeRoom()
    {
        if (_end < _received.Length)
        {
            return;
        }

        if (_start > 0)
        {
            Received.CopyTo(_received);
        }
        else
        {
            Array.Resize(ref _received, 2 * _received.Length);
        }

        _end -= _start;
        _start = 0;
    }
}
