using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Modules;

namespace Monolith.Unit.Strangler.Forwarding.Fidelity;

/// <summary>What a module may answer, mapped alike in the service and in the host: whoever answers, the client must not be able to tell.</summary>
internal static class FidelityEndpoints
{
    // The service knows them; the endpoint in the process does not (docs/strangler.md).
    private static readonly string[] OfTheForwarder = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Request-Id", "traceparent", "X-User"];

    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];
    private static readonly DateTimeOffset Modified = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static void Map(WebApplication app)
    {
        void At(string path, Delegate handler) => app.Map("/f/" + path, handler).WithMetadata(new ExtractableAttribute("favorites.any"));

        At("dump/{**rest}", DumpAsync);
        At("echo", EchoAsync);
        At("chunked", ChunkedAsync);
        At("trailers", TrailersAsync);
        At("bytes", () => Results.Bytes(Bytes, "application/x-bytes", enableRangeProcessing: true, lastModified: Modified, entityTag: new EntityTagHeaderValue("\"v1\"")));
        At("gzip", Gzip);
        At("headers", Headers);
        At("cookies", Cookies);
        At("redirect", (HttpContext context, string to) =>
        {
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = to;
        });
        At("status/{code:int}", (HttpContext context, int code) =>
        {
            context.Response.StatusCode = code;
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.Headers["X-Status"] = "said";
            context.Response.ContentLength = code is 204 or 304 ? null : 0;
        });
        At("reason", (HttpContext context) =>
        {
            context.Response.StatusCode = 418;
            context.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = "Short And Stout";
            return context.Response.WriteAsync("teapot");
        });
        At("large", (HttpContext context) => context.Response.Body.WriteAsync(new byte[300_000]).AsTask());
        At("early", (HttpContext context) =>
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            context.Response.ContentLength = 3;
            return context.Response.WriteAsync("no!");
        });
    }

    private static async Task DumpAsync(HttpContext context)
    {
        var request = context.Request;
        var body = await SHA256.HashDataAsync(request.Body);
        var text = new StringBuilder()
            .Append(request.Method).Append(' ').AppendLine(context.Features.Get<IHttpRequestFeature>()!.RawTarget)
            .Append(request.Scheme).Append(' ').AppendLine(request.Host.Value)
            .Append("trailers: ").Append(context.Features.Get<IHttpRequestTrailersFeature>() is { Available: true, Trailers.Count: > 0 }).AppendLine();
        foreach (var (name, values) in request.Headers.OrderBy(h => h.Key, StringComparer.OrdinalIgnoreCase))
        {
            // How the message is cut is each connection's own.
            if (!OfTheForwarder.Contains(name, StringComparer.OrdinalIgnoreCase) && name is not ("Connection" or "Content-Length" or "Transfer-Encoding"))
            {
                text.Append(name.ToLowerInvariant()).Append(": ").AppendLine(string.Join(", ", values.ToArray()));
            }
        }

        await context.Response.WriteAsync(text.Append("body: ").AppendLine(Convert.ToHexString(body)).ToString());
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        context.Response.ContentType = context.Request.ContentType;
        context.Response.ContentLength = body.Length;
        context.Response.Headers["X-Method"] = context.Request.Method;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body.ToArray());
        }
    }

    private static async Task ChunkedAsync(HttpContext context)
    {
        foreach (var part in new[] { "one ", "two ", "three" })
        {
            await context.Response.WriteAsync(part);
            await context.Response.Body.FlushAsync();
        }
    }

    private static async Task TrailersAsync(HttpContext context)
    {
        context.Response.DeclareTrailer("X-Sum");
        await context.Response.WriteAsync("summed");
        if (context.Response.SupportsTrailers())
        {
            context.Response.AppendTrailer("X-Sum", "42");
        }
    }

    private static async Task Gzip(HttpContext context)
    {
        context.Response.Headers.ContentEncoding = "gzip";
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(Bytes);
        }

        context.Response.ContentLength = packed.Length;
        await context.Response.Body.WriteAsync(packed.ToArray());
    }

    private static void Headers(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers["X-Repeated"] = new(["a", "b, c", "a"]);
        headers["X-Empty"] = "";
        headers["X-Long"] = new string('l', 12_000);
        // The bytes of UTF-8, one character each: the encoding of answers is Latin-1.
        headers["X-Name"] = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("José"));
        headers["X-Latin"] = "Jos\u00e9";
        headers["Alt-Used"] = "h";
        headers.CacheControl = "no-store";
        headers.WWWAuthenticate = new(["Basic realm=\"a, b\"", "Bearer"]);
    }

    private static void Cookies(HttpContext context)
    {
        context.Response.Headers.SetCookie = new(["a=1; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2; HttpOnly; SameSite=Lax", "a=3"]);
        context.Response.Headers.Vary = "Accept";
    }
}
