using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Modules;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Unit.Strangler.Forwarding.Fidelity;

public sealed class LargeBodyTests(ITestOutputHelper output)
{
    // As much as the largest setting of Web:MaxRequestBodyBytes lets through, with the sizes of the chunks.
    private const long Size = (1L << 30) - (1L << 20);

    // Of what this process keeps at once; the buffers of three connections are some hundred KiB, and other tests run beside.
    private const long MostKept = 300L << 20;

    [Theory]
    [InlineData("PUT", "sized")]
    [InlineData("PUT", "chunked")]
    [InlineData("GET", "sized")]
    [InlineData("GET", "chunked")]
    public async Task Body_OfOneGigabyte_PassesWithFlatMemory(string method, string framing)
    {
        var folder = Directory.CreateTempSubdirectory("large-");
        var socket = Path.Combine(folder.FullName, "service.sock");
        await using var service = await TestService.StartAsync(socket, MapService);
        await using var host = await EdgeHost.StartAsync(
            $"unix:{socket}", app => app.Map("/f/{**rest}", () => "local").WithMetadata(new ExtractableAttribute("favorites.any")));
        using var request = new HttpRequestMessage(new(method), $"/f/{framing}") { Headers = { { "X-User", EdgeHost.OnService } } };
        if (method == "PUT")
        {
            request.Content = new StreamContent(new Zeros(Size), 256 * 1024);
            request.Content.Headers.ContentLength = framing == "sized" ? Size : null;
        }

        var clock = Stopwatch.StartNew();
        using var watch = new MemoryWatch();
        using var response = await host.Public.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var received = await CountAsync(body);
        (method == "GET" ? received : long.Parse(response.Headers.GetValues("X-Received").Single())).ShouldBe(Size);
        watch.MostKept.ShouldBeLessThan(MostKept);
        output.WriteLine($"{method} {framing}: {clock.Elapsed.TotalSeconds:F1} s, at most {watch.MostKept >> 20} MiB more than at the start");
        folder.Delete(recursive: true);
    }

    private static void MapService(WebApplication app)
    {
        app.MapPut("/f/{framing}", async (HttpContext context) => context.Response.Headers["X-Received"] = $"{await CountAsync(context.Request.Body)}");
        app.MapGet("/f/{framing}", async (HttpContext context, string framing) =>
        {
            context.Response.ContentLength = framing == "sized" ? Size : null;
            await new Zeros(Size).CopyToAsync(context.Response.Body, 256 * 1024);
        });
    }

    private static async Task<long> CountAsync(Stream stream)
    {
        var buffer = new byte[256 * 1024];
        long total = 0;
        while (await stream.ReadAsync(buffer) is var read and > 0)
        {
            total += read;
        }

        return total;
    }

    private sealed class MemoryWatch : IDisposable
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private readonly Timer _timer;
        private long _most;

        public MemoryWatch() => _timer = new(_ => _most = Math.Max(_most, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 20);

        public long MostKept => Math.Max(0, _most - _before);

        public void Dispose() => _timer.Dispose();
    }

    private sealed class Zeros(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, _left);
            _left -= read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
