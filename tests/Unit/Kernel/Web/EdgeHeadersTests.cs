using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Web.Edge;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Web;

public sealed class EdgeHeadersTests
{
    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("x-forwarded-host")]
    [InlineData("X-Forwarded-Port")]
    [InlineData("X-Forwarded-Prefix")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    [InlineData("X-Original-URL")]
    [InlineData("X-Original-For")]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("X-Internal-Acting-User")]
    [InlineData("X-Content-Length")]
    public async Task Header_ThatMustComeFromInside_IsRemoved(string name)
    {
        await using var process = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/headers") { Headers = { { name, "5" }, { "X-Kept", "yes" } } };

        using var response = await process.Public.SendAsync(request);

        var seen = (await response.Content.ReadFromJsonAsync<Seen>())!;
        seen.Names.ShouldNotContain(name, StringComparer.OrdinalIgnoreCase);
        seen.Names.ShouldContain("X-Kept");
        seen.Remote.ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task InternalHeader_OnTheInternalListener_Stays()
    {
        await using var process = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/headers") { Headers = { { "X-Internal-Acting-User", "5" } } };

        using var response = await process.Internal.SendAsync(request);

        (await response.Content.ReadFromJsonAsync<Seen>())!.Names.ShouldContain("X-Internal-Acting-User");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    public async Task ForwardedFor_FromATrustedProxy_IsTheAddress(string trusted)
    {
        await using var process = await StartAsync(("Web:TrustedProxies:0", trusted));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/headers")
        {
            Headers = { { "X-Forwarded-For", "10.9.9.9, 203.0.113.7" }, { "X-Forwarded-Proto", "https" } },
        };

        using var response = await process.Public.SendAsync(request);

        var seen = (await response.Content.ReadFromJsonAsync<Seen>())!;
        // The proxy appends; what stands before its own entry is the client's claim.
        seen.Remote.ShouldBe("203.0.113.7");
        seen.Scheme.ShouldBe("https");
        seen.Names.ShouldNotContain(n => n.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase) || n.StartsWith("X-Original", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task ForwardedFor_FromAnotherProxy_IsNotBelieved()
    {
        await using var process = await StartAsync(("Web:TrustedProxies:0", "10.0.0.0/8"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/headers") { Headers = { { "X-Forwarded-For", "203.0.113.7" } } };

        using var response = await process.Public.SendAsync(request);

        (await response.Content.ReadFromJsonAsync<Seen>())!.Remote.ShouldBe("127.0.0.1");
    }

    [Theory]
    [InlineData("\u0001X-Internal-User: 1")]
    [InlineData("X@y: 1")]
    [InlineData("X\u007f: 1")]
    [InlineData("X(y): 1")]
    public async Task HeaderName_ThatIsNoToken_IsRefused(string header)
    {
        await using var process = await StartAsync();

        var answer = await process.RawAsync($"GET /headers HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{header}\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 400 ");
    }

    [Fact]
    public async Task ContentLength_WithTransferEncoding_IsRefused()
    {
        await using var process = await StartAsync();

        var answer = await process.RawAsync("POST /headers HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 400 ");
    }

    [Fact]
    public async Task HeaderValue_NotUtf8_IsRefused()
    {
        await using var process = await StartAsync();

        var answer = await process.RawAsync("GET /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Name: Jos\u00e9\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 400 ");
    }

    [Fact]
    public async Task HeaderValue_NotAscii_IsAnsweredInLatin1()
    {
        await using var process = await StartAsync();

        var answer = await process.RawAsync("GET /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Name: Jos\u00c3\u00a9\r\n\r\n");

        answer.ShouldContain("X-Name: Jos\u00e9\r\n");
    }

    private static Task<WebProcess> StartAsync(params (string, string)[] settings) => WebProcess.StartAsync(
        app =>
        {
            app.Map("/headers", (HttpContext context) => new Seen([.. context.Request.Headers.Keys], context.Connection.RemoteIpAddress!.ToString(), context.Request.Scheme));
            app.MapGet("/echo", (HttpContext context) => context.Response.Headers["X-Name"] = context.Request.Headers["X-Name"]);
        },
        beforeRouting: app => app.UseEdgeHeaders(),
        settings: settings);

    private sealed record Seen(string[] Names, string Remote, string Scheme);
}
