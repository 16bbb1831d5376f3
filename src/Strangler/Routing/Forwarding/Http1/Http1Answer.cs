using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Monolith.Strangler.Routing.Forwarding.Bodies;

namespace Monolith.Strangler.Routing.Forwarding.Http1;

/// <summary>The body of an answer whose head was consumed, on its way from the connection to the client.</summary>
internal sealed class Http1Answer(Http1Connection connection, BodyFraming framing, IHttpResponseBodyFeature client, Patience patience) : IDisposable
{
    private const int LargestPart = 64 * 1024;

    private readonly long _length = framing == BodyFraming.Length ? connection.Head.ContentLength!.Value : 0;
    private ChunkedBody _chunks;
    private HeldBody? _held;

    /// <summary>It is there to its last byte, the trailers included: it can be given to the client in one piece.</summary>
    public bool IsHere
    {
        get
        {
            var received = connection.Received;
            if (framing != BodyFraming.Chunked)
            {
                return framing == BodyFraming.None || framing == BodyFraming.Length && received.Length >= _length;
            }

            // A copy: what is not here to its end is read again.
            var chunks = _chunks;
            for (var taken = chunks.Take(received, out _); taken > 0; taken = chunks.Take(received, out _))
            {
                received = received[taken..];
            }

            return chunks.IsAtTrailers && connection.Head.TryReadTrailers(received);
        }
    }

    /// <summary>Takes it from the connection without giving it to anybody; only when it <see cref="IsHere"/>.</summary>
    public void Drop()
    {
        if (framing == BodyFraming.Length)
        {
            connection.Consume((int)_length);
        }
        else if (framing == BodyFraming.Chunked)
        {
            for (var taken = _chunks.Take(connection.Received, out _); taken > 0; taken = _chunks.Take(connection.Received, out _))
            {
                connection.Consume(taken);
            }

            connection.Consume(connection.Head.Length);
        }
    }

    /// <summary>Gives it to the client; only when it <see cref="IsHere"/>. Whether the client takes it is not the server's concern: it has done its part.</summary>
    public void PassOnWhole(HttpResponse response)
    {
        if (framing == BodyFraming.Length)
        {
            client.Writer.Write(connection.Received[..(int)_length]);
            connection.Consume((int)_length);
        }
        else if (framing == BodyFraming.Chunked)
        {
            for (var taken = _chunks.Take(connection.Received, out var data); taken > 0; taken = _chunks.Take(connection.Received, out data))
            {
                client.Writer.Write(data);
                connection.Consume(taken);
            }

            PassOnTrailers(response);
        }
    }

    /// <summary>Gives it to the client as it comes.</summary>
    /// <param name="response">The client's.</param>
    /// <param name="holds">Whether its beginning is held back for a moment.</param>
    /// <param name="isStream">Whether each part is for the reader at once.</param>
    /// <exception cref="IOException">It broke off. Nothing more reaches the client.</exception>
    public async ValueTask PassOnAsync(HttpResponse response, bool holds, bool isStream)
    {
        if (framing == BodyFraming.Length && _length > HeldBody.MostHeld && !isStream)
        {
            await PassOnLargeAsync();
            return;
        }

        _held = new(client, patience, holds);
        if (framing == BodyFraming.Length)
        {
            _held.Expect(_length);
        }

        if (isStream)
        {
            await _held.ReleaseAsync();
        }

        await (framing == BodyFraming.Chunked ? HoldChunksAsync(_held, response) : HoldAsync(_held));
        await EndAsync();
    }

    /// <summary>The client gets no more of it, but what it has was all there is: a stream that was ended here.</summary>
    public async ValueTask EndAsync()
    {
        if (_held is not null)
        {
            await _held.ReleaseWholeAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The client gets no more of it. Afterwards it is certain whether the response has started.</summary>
    public async ValueTask DiscardAsync()
    {
        if (_held is not null)
        {
            await _held.DiscardAsync();
        }
    }

    public void Dispose() => _held?.Dispose();

    // Past every buffer of ours: from the socket into the memory that the server sends from.
    private async ValueTask PassOnLargeAsync()
    {
        await client.StartAsync();
        var left = _length - connection.Received.Length;
        client.Writer.Write(connection.Received[..(int)Math.Min(connection.Received.Length, _length)]);
        connection.Consume((int)Math.Min(connection.Received.Length, _length));
        while (left > 0)
        {
            var part = (int)Math.Min(left, LargestPart);
            var read = await connection.ReadAsync(client.Writer.GetMemory(part)[..part]);
            if (read == 0)
            {
                throw new NotHttpException("The answer is shorter than its Content-Length.");
            }

            patience.Touch();
            client.Writer.Advance(read);
            left -= read;
            await client.Writer.FlushAsync();
        }
    }

    private async Task HoldAsync(HeldBody held)
    {
        var left = framing == BodyFraming.Length ? _length : long.MaxValue;
        while (left > 0)
        {
            if (connection.ReceivedMemory is { IsEmpty: false } received)
            {
                var part = (int)Math.Min(left, received.Length);
                await held.WriteAsync(received[..part]);
                connection.Consume(part);
                left -= part;
            }

            if (left > 0 && !connection.Add(await connection.ReadAsync()))
            {
                left = framing == BodyFraming.UntilClose ? 0 : throw new NotHttpException("The answer is shorter than its Content-Length.");
            }
        }
    }

    private async Task HoldChunksAsync(HeldBody held, HttpResponse response)
    {
        while (true)
        {
            var taken = TakeChunk(out var data);
            if (taken > 0)
            {
                if (!data.IsEmpty)
                {
                    await held.WriteAsync(data);
                }

                connection.Consume(taken);
            }
            else if (_chunks.IsAtTrailers && connection.Head.TryReadTrailers(connection.Received))
            {
                PassOnTrailers(response);
                return;
            }
            else if (!connection.Add(await connection.ReadAsync()))
            {
                throw new NotHttpException("The answer ended before its last chunk.");
            }
        }
    }

    private int TakeChunk(out ReadOnlyMemory<byte> data)
    {
        var taken = _chunks.Take(connection.Received, out var found);
        data = connection.ReceivedMemory.Slice(taken - found.Length, found.Length);
        return taken;
    }

    private void PassOnTrailers(HttpResponse response)
    {
        var head = connection.Head;
        if (head.Lines.Length > 0 && response.SupportsTrailers())
        {
            foreach (var line in head.Lines)
            {
                response.AppendTrailer(Encoding.ASCII.GetString(line.Name(connection.Received)), Encoding.Latin1.GetString(line.Value(connection.Received)));
            }
        }

        connection.Consume(head.Length);
    }
}
