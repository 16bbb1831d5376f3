using System.Buffers;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Web.Edge;

namespace Monolith.Strangler.Routing.Forwarding.Http1;

/// <summary>Writes the head of a request (RFC 9112, 3): what the client asked for, byte for byte, with the edge's own claims in place of the client's.</summary>
internal static class RequestHead
{
    // What would end a line or a request's target early. Kestrel lets none through; a middleware could put one in.
    private static readonly SearchValues<byte> EndsValue = SearchValues.Create("\0\r\n"u8);
    private static readonly SearchValues<byte> EndsTarget = SearchValues.Create("\0\t\r\n "u8);

    private static readonly DistributedContextPropagator.PropagatorSetterCallback WriteTrace =
        static (output, name, value) => WriteHeader((ArrayBufferWriter<byte>)output!, name, value);

    /// <param name="output">Where to.</param>
    /// <param name="context">The request.</param>
    /// <param name="isChunked">It has a body of unknown length.</param>
    /// <exception cref="FormatException">A header or the target cannot be written; nothing was sent.</exception>
    public static void Write(ArrayBufferWriter<byte> output, HttpContext context, bool isChunked)
    {
        var request = context.Request;
        WriteText(output, request.Method, EndsTarget);
        output.Write(" "u8);
        WriteText(output, Target(context), EndsTarget);
        output.Write(" HTTP/1.1\r\n"u8);

        var traced = Activity.Current;
        foreach (var (name, values) in request.Headers)
        {
            if (IsPassedOn(name, traced is not null))
            {
                foreach (var value in values)
                {
                    WriteHeader(output, name, value);
                }
            }
        }

        WriteFraming(output, request, isChunked);
        WriteClaims(output, context);
        if (traced is not null)
        {
            DistributedContextPropagator.Current.Inject(traced, output, WriteTrace);
        }

        output.Write("\r\n"u8);
    }

    // As it came, not from the decoded path: that would turn %2F into %252F.
    private static string Target(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return target.StartsWith('/') ? target : context.Request.PathBase.Add(context.Request.Path).ToUriComponent() + context.Request.QueryString.ToUriComponent();
    }

    private static bool IsPassedOn(string name, bool isTraced)
        => name[0] switch
        {
            'C' or 'c' => !Is(name, HeaderNames.Connection) && !ConnectionHeaders.Contains(name),
            // TE stays: the edge has removed HTTP/1.1's, and HTTP/2's is for whoever answers.
            'T' or 't' => !Is(name, HeaderNames.TransferEncoding)
                && !(isTraced && (Is(name, HeaderNames.TraceParent) || Is(name, HeaderNames.TraceState))),
            'U' or 'u' => !Is(name, HeaderNames.Upgrade),
            'B' or 'b' => !(isTraced && Is(name, HeaderNames.Baggage)),
            ':' => false,
            _ => !ConnectionHeaders.Contains(name) && !InsideOnlyHeaders.Contains(name),
        };

    private static void WriteFraming(ArrayBufferWriter<byte> output, HttpRequest request, bool isChunked)
    {
        if (isChunked)
        {
            output.Write("Transfer-Encoding: chunked\r\n"u8);
        }
        else if (request.Headers.ContentLength is null && (HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method) || HttpMethods.IsPatch(request.Method)))
        {
            // Some servers answer 411 otherwise.
            output.Write("Content-Length: 0\r\n"u8);
        }
    }

    private static void WriteClaims(ArrayBufferWriter<byte> output, HttpContext context)
    {
        if (EdgeClaims.Caller(context) is { } address)
        {
            output.Write("X-Forwarded-For: "u8);
            address.TryFormat(output.GetSpan(64), out var written);
            output.Advance(written);
            output.Write("\r\n"u8);
        }

        WriteHeader(output, "X-Forwarded-Proto", context.Request.Scheme);
        WriteHeader(output, "X-Forwarded-Host", context.Request.Host.Value);
    }

    private static void WriteHeader(ArrayBufferWriter<byte> output, string name, string? value)
    {
        WriteText(output, name, EndsTarget);
        output.Write(": "u8);
        // Kestrel reads headers as UTF-8, so these are the bytes that came.
        WriteText(output, value ?? "", EndsValue);
        output.Write("\r\n"u8);
    }

    private static void WriteText(ArrayBufferWriter<byte> output, string text, SearchValues<byte> forbidden)
    {
        var room = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        var written = Encoding.UTF8.GetBytes(text, room);
        if (room[..written].ContainsAny(forbidden))
        {
            throw new FormatException("A header of the request, or its target, holds a character that would end it early.");
        }

        output.Advance(written);
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
