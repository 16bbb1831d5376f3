using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Monolith.Strangler.Routing.Forwarding.Http1;

/// <summary>Reads the chunked transfer coding (RFC 9112, 7.1) piece by piece. A copy reads on by itself, so what is there can be looked at before it is taken.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ChunkedBody
{
    // A size with its extensions.
    private const int LongestLine = 4096;

    private long _left;
    private Part _part;

    private enum Part
    {
        Size = 0,
        Data = 1,
        EndOfData = 2,
        Trailers = 3,
        End = 4,
    }

    /// <summary>The last chunk was read; what follows are the trailers, as a head without a first line.</summary>
    public readonly bool IsAtTrailers => _part == Part.Trailers;

    /// <summary>Takes what can be taken of the received bytes, up to the end of one piece of data.</summary>
    /// <param name="received">From where the last call ended.</param>
    /// <param name="data">A piece of the body; empty when there is none.</param>
    /// <returns>How many bytes were taken; 0 when more must be received first, or only trailers are left.</returns>
    /// <exception cref="NotHttpException">They are no chunks.</exception>
    public int Take(ReadOnlySpan<byte> received, out ReadOnlySpan<byte> data)
    {
        data = default;
        var taken = 0;
        while (taken < received.Length && _part != Part.Trailers)
        {
            var rest = received[taken..];
            if (_part == Part.Data)
            {
                data = rest[..(int)Math.Min(rest.Length, _left)];
                _left -= data.Length;
                _part = _left == 0 ? Part.EndOfData : Part.Data;
                return taken + data.Length;
            }

            var line = rest.IndexOf((byte)'\n');
            if (line < 0)
            {
                return rest.Length <= LongestLine ? taken : throw new NotHttpException("The size of a chunk of the answer has no end.");
            }

            ReadLine(line > 0 && rest[line - 1] == '\r' ? rest[..(line - 1)] : throw new NotHttpException("A line between the answer's chunks does not end with CR LF."));
            taken += line + 1;
        }

        return taken;
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        if (_part == Part.EndOfData)
        {
            _part = line.IsEmpty ? Part.Size : throw new NotHttpException("A chunk of the answer is longer than its size.");
            return;
        }

        // Extensions mean nothing to anybody but this connection (RFC 9112, 7.1.1).
        var isSize = Utf8Parser.TryParse(line, out long size, out var digits, 'x') && size >= 0 && digits <= 15;
        if (!isSize || line[digits..].TrimStart(" \t"u8) is [not (byte)';', ..] || line.IndexOfAny((byte)'\0', (byte)'\r') >= 0)
        {
            throw new NotHttpException("The size of a chunk of the answer is no number.");
        }

        _left = size;
        _part = size == 0 ? Part.Trailers : Part.Data;
    }
}
