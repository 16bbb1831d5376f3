using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monolith.Unit.Strangler.Forwarding.Fidelity;

/// <summary>One answer as it came over the wire, cut by its own framing and otherwise untouched; every byte is one character.</summary>
/// <param name="Head">Status line and header lines in their order, without those that may differ: Date, and what the host adds (X-Request-Id, X-Served-By, X-Served-Reason).</param>
/// <param name="Body">Without the chunks' sizes: where a body is cut is each connection's own.</param>
/// <param name="Trailers">Their lines.</param>
internal sealed record RawAnswer(string Head, string Body, string Trailers)
{
    private static readonly string[] MayDiffer = ["Date:", "X-Request-Id:", "X-Served-By:", "X-Served-Reason:"];

    public int Status => int.Parse(Head.AsSpan(9, 3), CultureInfo.InvariantCulture);

    /// <summary>Sends bytes to a port of this machine and reads what comes until the connection ends, or nothing more comes.</summary>
    public static async Task<string> SendAsync(int port, byte[] request, TimeSpan? patience = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = client.GetStream();
        await stream.WriteAsync(request);
        using var timeout = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(20));
        using var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all, timeout.Token);
        }
        catch (Exception e) when (e is IOException || e is OperationCanceledException && patience is not null)
        {
            // Ended by a reset, or left waiting for more: what came is the answer.
        }

        return Encoding.Latin1.GetString(all.ToArray());
    }

    /// <summary>The first answer that is no interim one.</summary>
    public static RawAnswer Parse(string text, bool isHead)
    {
        while (text.StartsWith("HTTP/1.1 1", StringComparison.Ordinal))
        {
            text = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        }

        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = text[..end].Split("\r\n").Where(line => !MayDiffer.Any(m => line.StartsWith(m, StringComparison.OrdinalIgnoreCase))).ToList();
        var rest = text[(end + 4)..];
        if (isHead || !lines.Contains("Transfer-Encoding: chunked"))
        {
            var length = lines.Find(l => l.StartsWith("Content-Length: ", StringComparison.Ordinal)) is { } known && !isHead
                ? int.Parse(known.AsSpan(16), CultureInfo.InvariantCulture)
                : rest.Length;
            // Cut short is cut short, and not an exception.
            return new(string.Join('\n', lines), rest[..Math.Min(length, rest.Length)], "");
        }

        var body = new StringBuilder();
        while (true)
        {
            var line = rest.IndexOf("\r\n", StringComparison.Ordinal);
            var size = int.Parse(rest.AsSpan(0, line), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            rest = rest[(line + 2)..];
            if (size == 0)
            {
                return new(string.Join('\n', lines), body.ToString(), TrailersOf(rest));
            }

            body.Append(rest, 0, size);
            rest = rest[(size + 2)..];
        }
    }

    /// <summary>HTTP/2 writes names in lower case and has no reason phrases (RFC 9113, 8.2 and 8.3.2).</summary>
    public RawAnswer WithoutWhatHttp2HasNot()
    {
        var lines = Head.Split('\n').Select(line => line.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0 ? line[..colon].ToLowerInvariant() + line[colon..] : line[..12]);
        return new(string.Join('\n', lines), Body, Trailers.ToLowerInvariant());
    }

    private static string TrailersOf(string rest)
        => rest.StartsWith("\r\n", StringComparison.Ordinal) ? "" : rest[..rest.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
}
