using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Monolith.Kernel.Web.Listening;

/// <summary>
/// Follows the bytes of one HTTP/1.x connection and finds requests that another server might cut at another place than Kestrel (RFC 9112, 6 and 11.2):
/// Content-Length that is not plain digits, or beside Transfer-Encoding; any coding but "chunked"; lines that end without CR. Kestrel takes all of these,
/// and once it has parsed them nothing can be seen any more.
/// </summary>
/// <remarks>It is shown what Kestrel has consumed, so a fault is known before the application sees its request, and never earlier than the request before is answered.</remarks>
internal sealed class RequestFraming
{
    private const byte TlsHandshake = 0x16;
    private const int LongestLine = 64 * 1024;
    private const int MostDigits = 18;

    // The beginning of a line whose end has not come; lines that come whole are not copied.
    private readonly ArrayBufferWriter<byte> _begun = new(256);
    private FramingState _state = FramingState.Connection;
    private long _left;
    private long? _contentLength;
    private bool _isChunked;
    private bool _isOldVersion;

    /// <summary>What is wrong with the last request, in words for its sender; null when nothing is.</summary>
    public string? Fault { get; private set; }

    public void Consumed(ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            Consumed(segment.Span);
        }
    }

    private void Consumed(ReadOnlySpan<byte> bytes)
    {
        if (_state == FramingState.Connection && !bytes.IsEmpty)
        {
            _state = bytes[0] == TlsHandshake ? FramingState.Off : FramingState.RequestLine;
        }

        while (!bytes.IsEmpty && _state != FramingState.Off)
        {
            if (_state is FramingState.Body or FramingState.Chunk)
            {
                bytes = bytes[SkipBody(bytes.Length)..];
                continue;
            }

            var end = bytes.IndexOf((byte)'\n');
            if (end < 0 || _begun.WrittenCount > 0)
            {
                Keep(end < 0 ? bytes : bytes[..end]);
            }

            if (end < 0)
            {
                return;
            }

            TakeLine(_begun.WrittenCount > 0 ? _begun.WrittenSpan : bytes[..end]);
            _begun.ResetWrittenCount();
            bytes = bytes[(end + 1)..];
        }
    }

    private int SkipBody(int available)
    {
        var skipped = (int)Math.Min(_left, available);
        _left -= skipped;
        if (_left == 0)
        {
            _state = _state == FramingState.Chunk ? FramingState.ChunkEnd : FramingState.RequestLine;
        }

        return skipped;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        // Kestrel limits lines itself; chunk extensions and trailers are what gets here.
        if (_begun.WrittenCount + part.Length > LongestLine)
        {
            Fail("A line is too long.");
            return;
        }

        _begun.Write(part);
    }

    private void TakeLine(ReadOnlySpan<byte> line)
    {
        if (line is not [.. var text, (byte)'\r'])
        {
            Fail("A line ends without CR (RFC 9112, 2.2).");
            return;
        }

        switch (_state)
        {
            // Empty lines before a request are allowed.
            case FramingState.RequestLine when text.Length > 0:
                _isOldVersion = text.EndsWith(" HTTP/1.0"u8);
                (_contentLength, _isChunked) = (null, false);
                _state = _isOldVersion || text.EndsWith(" HTTP/1.1"u8) ? FramingState.Headers : FramingState.Off;
                break;
            case FramingState.Headers when text.Length > 0:
                TakeHeader(text);
                break;
            case FramingState.Headers:
                TakeEndOfHeaders();
                break;
            case FramingState.ChunkSize:
                TakeChunkSize(text);
                break;
            case FramingState.ChunkEnd:
                _state = FramingState.ChunkSize;
                break;
            case FramingState.Trailers when text.Length == 0:
                _state = FramingState.RequestLine;
                break;
        }
    }

    private void TakeHeader(ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        if (colon < 0)
        {
            return;
        }

        var name = text[..colon];
        var value = text[(colon + 1)..].Trim(" \t"u8);
        if (Ascii.EqualsIgnoreCase(name, "Content-Length"u8))
        {
            if (_contentLength is not null || !TryReadPlainNumber(value, out var length))
            {
                Fail("Content-Length is one plain decimal number (RFC 9110, 8.6).");
                return;
            }

            _contentLength = length;
        }
        else if (Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8))
        {
            if (_isChunked || _isOldVersion || !Ascii.EqualsIgnoreCase(value, "chunked"u8))
            {
                Fail("The only transfer coding of a request is 'chunked', in HTTP/1.1 (RFC 9112, 6.1).");
                return;
            }

            _isChunked = true;
        }
    }

    private static bool TryReadPlainNumber(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        return text.Length is > 0 and <= MostDigits && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9') && text is not [(byte)'0', _, ..]
            && Utf8Parser.TryParse(text, out number, out _);
    }

    private void TakeEndOfHeaders()
    {
        if (_isChunked && _contentLength is not null)
        {
            Fail("A request has either Content-Length or Transfer-Encoding (RFC 9112, 6.1).");
            return;
        }

        _left = _contentLength ?? 0;
        _state = _isChunked ? FramingState.ChunkSize : _left > 0 ? FramingState.Body : FramingState.RequestLine;
    }

    private void TakeChunkSize(ReadOnlySpan<byte> text)
    {
        var extension = text.IndexOf((byte)';');
        var size = (extension < 0 ? text : text[..extension]).TrimEnd(" \t"u8);
        if (!long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left) || _left < 0)
        {
            // Kestrel has refused it by itself, or will.
            Fail("A chunk's size is not a hexadecimal number (RFC 9112, 7.1).");
            return;
        }

        _state = _left == 0 ? FramingState.Trailers : FramingState.Chunk;
    }

    private void Fail(string fault)
    {
        Fault = fault;
        _state = FramingState.Off;
    }
}
