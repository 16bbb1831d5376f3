using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;

namespace Monolith.Strangler.Routing.Forwarding.Http1;

/// <summary>
/// Status line and headers of an answer (RFC 9112, 4 and 5). What two readers could understand differently is refused: both kinds of length, two lengths,
/// an unknown transfer coding, folded lines, blanks before a colon.
/// </summary>
internal sealed class ResponseHead
{
    /// <summary>In bytes, as SocketsHttpHandler has it. A larger one is refused.</summary>
    internal const int Largest = 64 * 1024;

    // RFC 9110, 5.6.2: token.
    private static readonly SearchValues<byte> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private readonly List<HeaderLine> _lines = new(16);
    private int _searched;

    /// <summary>100 to 999.</summary>
    public int Status { get; private set; }

    /// <summary>In bytes of the head, from its beginning.</summary>
    public Range Reason { get; private set; }

    /// <summary>Of the whole head, in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>As Content-Length has it; null without one.</summary>
    public long? ContentLength { get; private set; }

    public bool IsChunked { get; private set; }

    /// <summary>Whether the server goes on with the connection after this.</summary>
    public bool KeepsAlive { get; private set; }

    /// <summary>What <c>Connection</c> names beside <c>close</c> and <c>keep-alive</c>: for this connection only; null for nothing.</summary>
    public string[]? ForTheConnection { get; private set; }

    /// <summary>Without the status line, as they came.</summary>
    public ReadOnlySpan<HeaderLine> Lines => CollectionsMarshal.AsSpan(_lines);

    /// <summary>An answer before the answer (RFC 9110, 15.2).</summary>
    public bool IsInterim => Status < 200;

    /// <summary>Whether the head is there to its end; then it is read.</summary>
    /// <exception cref="NotHttpException">It is none, or too long.</exception>
    public bool TryRead(ReadOnlySpan<byte> received)
    {
        if (!IsWhole(received))
        {
            return received.Length < Largest ? false : throw new NotHttpException($"The head of the answer is longer than {Largest} bytes.");
        }

        (ContentLength, IsChunked, ForTheConnection) = (null, false, null);
        _lines.Clear();
        _searched = 0;
        var position = 0;
        ReadStatus(received, NextLine(received, ref position));
        for (var line = NextLine(received, ref position); line.Start.Value < line.End.Value; line = NextLine(received, ref position))
        {
            ReadHeader(received, line.Start.Value, line.End.Value);
        }

        Length = position;
        return IsChunked && ContentLength is not null ? throw new NotHttpException("The answer has both Content-Length and Transfer-Encoding.") : true;
    }

    /// <summary>Whether the trailers are there to their end (RFC 9112, 7.1.2); then <see cref="Lines"/> are theirs, and <see cref="Length"/>.</summary>
    /// <exception cref="NotHttpException">They are none, or too long.</exception>
    public bool TryReadTrailers(ReadOnlySpan<byte> received)
    {
        _lines.Clear();
        if (received.StartsWith("\r\n"u8))
        {
            Length = 2;
            return true;
        }

        if (!IsWhole(received))
        {
            return received.Length < Largest ? false : throw new NotHttpException($"The trailers of the answer are longer than {Largest} bytes.");
        }

        _searched = 0;
        var position = 0;
        for (var line = NextLine(received, ref position); line.Start.Value < line.End.Value; line = NextLine(received, ref position))
        {
            _lines.Add(Split(received, line.Start.Value, line.End.Value));
        }

        Length = position;
        return true;
    }

    /// <summary>How the end of this answer is known.</summary>
    /// <param name="toHead">Whether the request was HEAD.</param>
    public BodyFraming Framing(bool toHead)
        => toHead || Status is < 200 or 204 or 304 || ContentLength == 0 ? BodyFraming.None
            : IsChunked ? BodyFraming.Chunked
            : ContentLength is not null ? BodyFraming.Length
            : BodyFraming.UntilClose;

    // Lines end with CRLF; a lone LF is accepted (RFC 9112, 2.2).
    private bool IsWhole(ReadOnlySpan<byte> received)
    {
        while (received[_searched..].IndexOf((byte)'\n') is >= 0 and var found)
        {
            var next = _searched + found + 1;
            if (next < received.Length && received[next] == '\n' || next + 1 < received.Length && received[next] == '\r' && received[next + 1] == '\n')
            {
                return true;
            }

            if (next + 1 >= received.Length)
            {
                // Looked at again when more is there.
                _searched = next - 1;
                return false;
            }

            _searched = next;
        }

        _searched = received.Length;
        return false;
    }

    private static Range NextLine(ReadOnlySpan<byte> head, ref int position)
    {
        var start = position;
        var end = start + head[start..].IndexOf((byte)'\n');
        position = end + 1;
        end -= end > start && head[end - 1] == '\r' ? 1 : 0;
        return head[start..end].IndexOfAny((byte)'\0', (byte)'\r') < 0 ? start..end : throw new NotHttpException("The head of the answer holds a character that it may not.");
    }

    // HTTP-version SP status-code SP [ reason-phrase ]
    private void ReadStatus(ReadOnlySpan<byte> head, Range range)
    {
        var line = head[range];
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || line[7] is not ((byte)'0' or (byte)'1') || line[8] != ' '
            || line[9] is < (byte)'1' or > (byte)'9' || !Utf8Parser.TryParse(line[9..12], out int status, out var digits) || digits != 3
            || line.Length > 12 && line[12] != ' ')
        {
            throw new NotHttpException("The answer does not begin with the status line of HTTP/1.");
        }

        Status = status;
        KeepsAlive = line[7] == '1';
        Reason = line.Length > 13 ? (range.Start.Value + 13)..range.End : default;
    }

    private static HeaderLine Split(ReadOnlySpan<byte> head, int start, int end)
    {
        var line = head[start..end];
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].ContainsAnyExcept(Token))
        {
            throw new NotHttpException("A header of the answer has no name, or one with a character that names may not have.");
        }

        var value = line[(colon + 1)..].TrimStart(" \t"u8);
        return new(start, colon, end - value.Length, value.TrimEnd(" \t"u8).Length);
    }

    private void ReadHeader(ReadOnlySpan<byte> head, int start, int end)
    {
        var header = Split(head, start, end);
        var name = header.Name(head);
        _lines.Add(header);
        // The three that frame an answer differ in their lengths.
        switch (name.Length)
        {
            case 10 when Ascii.EqualsIgnoreCase(name, "Connection"u8):
                ReadConnection(header.Value(head));
                break;
            case 14 when Ascii.EqualsIgnoreCase(name, "Content-Length"u8):
                ReadLength(header.Value(head));
                break;
            case 17 when Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8):
                IsChunked = !IsChunked && Ascii.EqualsIgnoreCase(header.Value(head), "chunked"u8)
                    ? true
                    : throw new NotHttpException("The answer has a transfer coding that was not asked for.");
                break;
        }
    }

    private void ReadLength(ReadOnlySpan<byte> value)
    {
        var isNumber = Utf8Parser.TryParse(value, out long length, out var digits) && digits == value.Length && value[0] is >= (byte)'0' and <= (byte)'9';
        if (!isNumber || ContentLength is { } before && before != length)
        {
            throw new NotHttpException("The answer's Content-Length is no number, or two.");
        }

        ContentLength = length;
    }

    private void ReadConnection(ReadOnlySpan<byte> value)
    {
        if (Ascii.EqualsIgnoreCase(value, "keep-alive"u8))
        {
            return;
        }

        foreach (var name in Encoding.Latin1.GetString(value).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (name.Equals("close", StringComparison.OrdinalIgnoreCase))
            {
                KeepsAlive = false;
            }
            else if (!name.Equals("keep-alive", StringComparison.OrdinalIgnoreCase))
            {
                ForTheConnection = [.. ForTheConnection ?? [], name];
            }
        }
    }
}
