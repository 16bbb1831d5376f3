using System.Buffers;
using System.Globalization;
using System.Text;
using Monolith.Strangler.Routing.Forwarding.Bodies;

namespace Monolith.Strangler.Routing.Forwarding.Http1;

/// <summary>Sends a request's body as the client brings it, by its length or in chunks.</summary>
/// <param name="body">The client's.</param>
/// <param name="connection">Where it goes; the head was sent, or stands in <see cref="Http1Connection.ToSend"/>.</param>
/// <param name="length">As the client announced it; null for chunks.</param>
internal sealed class RequestUpload(RequestBody body, Http1Connection connection, long? length)
{
    private const int LargestPart = 32 * 1024;

    // What a chunk of at most LargestPart begins with: its size, right-aligned with zeros (RFC 9112, 7.1 allows them).
    private const int ChunkHead = 7;

    private long _left = length ?? long.MaxValue;

    /// <summary>Everything was sent.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Sends the rest. Ends also when the server takes no more: it may have answered.</summary>
    /// <exception cref="IOException">The client's body broke off; see <see cref="RequestBody.IsBroken"/>. The connection has been ended.</exception>
    public async Task SendRestAsync(CancellationToken cancellationToken)
    {
        while (!IsWhole)
        {
            try
            {
                await AddPartAsync(cancellationToken);
            }
            catch
            {
                // The server is not to take a part for the whole.
                connection.Dispose();
                throw;
            }

            try
            {
                await connection.SendAsync();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                return;
            }

            connection.Sent();
        }
    }

    /// <summary>Puts what the client has sent already behind what stands in <see cref="Http1Connection.ToSend"/>, so that both leave together.</summary>
    public async ValueTask AddPartAsync(CancellationToken cancellationToken)
    {
        var output = connection.ToSend;
        var room = (int)Math.Min(_left, LargestPart);
        if (length is not null)
        {
            var part = await body.ReadAsync(output.GetMemory(room)[..room], cancellationToken);
            output.Advance(part);
            _left -= part;
            IsWhole = _left == 0;
            EndsEarly(part);
            return;
        }

        var memory = output.GetMemory(ChunkHead + room + 2);
        var read = await body.ReadAsync(memory.Slice(ChunkHead, room), cancellationToken);
        if (read == 0)
        {
            output.Write("0\r\n\r\n"u8);
            IsWhole = true;
            return;
        }

        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{read:X5}\r\n"), memory.Span);
        "\r\n"u8.CopyTo(memory.Span[(ChunkHead + read)..]);
        output.Advance(ChunkHead + read + 2);
    }

    private void EndsEarly(int read)
    {
        if (read == 0 && !IsWhole)
        {
            // Kestrel throws by itself; whatever else stands in its place might not.
            throw new IOException("The client's body is shorter than its Content-Length.");
        }
    }
}
