using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monolith.Unit.Strangler.Forwarding.Fidelity;

/// <summary>
/// One request in HTTP/2's own frames (RFC 9113), for what HttpClient cannot send. Small enough for one frame a part; header fields are literals that nobody
/// indexes and nobody compresses (RFC 7541, 6.2.2).
/// </summary>
internal static class RawHttp2Request
{
    private const byte Data = 0x0;
    private const byte Headers = 0x1;
    private const byte Settings = 0x4;
    private const byte EndStream = 0x1;
    private const byte EndHeaders = 0x4;
    private const byte Acknowledged = 0x1;
    private const int HeaderLength = 9;

    /// <summary>Sends it with prior knowledge to a port of this machine.</summary>
    /// <returns>The answer's body.</returns>
    public static async Task<string> SendAsync(int port, IEnumerable<(string Name, string Value)> headers, string body, params (string Name, string Value)[] trailers)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = client.GetStream();
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await WriteAsync(stream, Settings, flags: 0, onStream: 0, []);
        await WriteAsync(stream, Headers, EndHeaders, onStream: 1, Block(headers));
        await WriteAsync(stream, Data, trailers.Length == 0 ? EndStream : (byte)0, onStream: 1, Encoding.ASCII.GetBytes(body));
        if (trailers.Length > 0)
        {
            await WriteAsync(stream, Headers, EndHeaders | EndStream, onStream: 1, Block(trailers));
        }

        return await ReadBodyAsync(stream).WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static async Task<string> ReadBodyAsync(Stream stream)
    {
        var body = new StringBuilder();
        var head = new byte[HeaderLength];
        while (true)
        {
            await stream.ReadExactlyAsync(head);
            var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await stream.ReadExactlyAsync(payload);
            var (type, flags) = (head[3], head[4]);
            switch (type)
            {
                case Data:
                    body.Append(Encoding.UTF8.GetString(payload));
                    break;
                case Settings when (flags & Acknowledged) == 0:
                    await WriteAsync(stream, Settings, Acknowledged, onStream: 0, []);
                    break;
            }

            if (type is Data or Headers && (flags & EndStream) != 0)
            {
                return body.ToString();
            }
        }
    }

    private static async Task WriteAsync(Stream stream, byte type, byte flags, int onStream, byte[] payload)
    {
        var frame = new byte[HeaderLength + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), onStream);
        payload.CopyTo(frame, HeaderLength);
        await stream.WriteAsync(frame);
    }

    private static byte[] Block(IEnumerable<(string Name, string Value)> headers)
    {
        var block = new List<byte>();
        foreach (var (name, value) in headers)
        {
            block.Add(0);
            foreach (var text in new[] { name, value })
            {
                // One byte holds lengths below 127.
                block.Add(checked((byte)text.Length));
                block.AddRange(Encoding.Latin1.GetBytes(text));
            }
        }

        return [.. block];
    }
}
