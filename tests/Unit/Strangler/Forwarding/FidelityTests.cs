using System.Net;
using System.Net.Sockets;
using System.Text;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding;

/// <summary>What the service gets is what the client sent, and what the client gets is what the service answered.</summary>
public sealed class FidelityTests
{
    private static readonly string Document = TestFlags.Document(TestFlags.Everyone("favorites.any"), TestFlags.Everyone("favorites.remove"), TestFlags.Everyone("favorites.list"));

    [Theory]
    [InlineData("/any/a%2Fb/c")]
    [InlineData("/any/%C3%A9?q=%20+%2b&empty=&flag")]
    [InlineData("/any/a;b=c/d,e/(f)'!*")]
    [InlineData("/any/x?genre_id=")]
    [InlineData("/any//double")]
    public async Task Get_AnyTarget_ReachesTheServiceAsItWasWritten(string target)
    {
        await using var service = Recorder();
        await using var host = await TestHost.StartWithFlagsAsync(service.Url, Document);

        var answer = await RawAsync(host, $"GET {target} HTTP/1.1\r\nHost: movies.example\r\nX-User: 1\r\nConnection: close\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 200");
        answer.ShouldContain("service");
        service.Heads.ShouldHaveSingleItem().ShouldStartWith($"GET {target} HTTP/1.1\r\n");
    }

    [Fact]
    public async Task Delete_WithABody_BodyAndTypeReachTheService()
    {
        var body = "";
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            body = await c.ReadBodyAsync(16);
            await c.WriteAsync(FaultyService.Ok);
        });
        await using var host = await TestHost.StartWithFlagsAsync(service.Url, Document);

        (await host.SendAsync(HttpMethod.Delete, "/api/favorites", body: """{"movie_id":268}""")).Status.ShouldBe(200);

        body.ShouldBe("""{"movie_id":268}""");
        service.Heads.ShouldHaveSingleItem().ShouldContain("Content-Length: 16\r\n");
        service.Heads.ShouldHaveSingleItem().ShouldContain("Content-Type: application/json; charset=utf-8\r\n");
    }

    [Fact]
    public async Task Get_ForwardingHeadersFromOutside_AreReplacedByWhatTheHostSees()
    {
        await using var service = Recorder();
        await using var host = await TestHost.StartWithFlagsAsync(service.Url, Document);

        await RawAsync(host,
            "GET /any/x HTTP/1.1\r\nHost: movies.example:8080\r\nX-User: 1\r\nX-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Host: evil\r\nX-Forwarded-Proto: https\r\n"
            + "X-Forwarded-Port: 1\r\nX-Forwarded-Prefix: /x\r\nForwarded: for=6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\nX-Original-URL: /admin\r\nX-Internal-User: root\r\nX-Kept: yes\r\nConnection: close\r\n\r\n");

        var head = service.Heads.ShouldHaveSingleItem();
        head.ShouldContain("Host: movies.example:8080\r\n");
        head.ShouldContain("X-Forwarded-For: 127.0.0.1\r\n");
        head.ShouldContain("X-Forwarded-Host: movies.example:8080\r\n");
        head.ShouldContain("X-Forwarded-Proto: http\r\n");
        head.ShouldContain("X-Kept: yes\r\n");
        foreach (var spoofed in new[] { "6.6.6.6", "evil", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Real-IP", "X-Original-URL", "X-Internal-User" })
        {
            head.ShouldNotContain(spoofed);
        }
    }

    [Fact]
    public async Task Get_NonAsciiHeader_ReachesTheServiceAsTheSameBytes()
    {
        await using var service = Recorder();
        await using var host = await TestHost.StartWithFlagsAsync(service.Url, Document);

        await RawAsync(host, "GET /any/x HTTP/1.1\r\nHost: h\r\nX-User: 1\r\nX-Name: José\r\nConnection: close\r\n\r\n");

        // The recorder keeps one char per byte.
        service.Heads.ShouldHaveSingleItem().ShouldContain($"X-Name: {Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("José"))}\r\n");
    }

    [Fact]
    public async Task Get_TraceContextFromTheClient_IsSentOnOnce()
    {
        await using var service = Recorder();
        await using var host = await TestHost.StartWithFlagsAsync(service.Url, Document);

        await RawAsync(host, "GET /any/x HTTP/1.1\r\nHost: h\r\nX-User: 1\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nConnection: close\r\n\r\n");

        var lines = service.Heads.ShouldHaveSingleItem().Split("\r\n").Where(l => l.StartsWith("traceparent:", StringComparison.OrdinalIgnoreCase));
        lines.ShouldHaveSingleItem().ShouldContain("0af7651916cd43dd8448eb211c80319c");
    }

    [Fact]
    public async Task Get_ServiceSetsPolicyHeaders_OnlyTheHostsAreSent()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync(
                "HTTP/1.1 200 OK\r\nX-RateLimit-Limit: 7\r\nX-RateLimit-Remaining: 6\r\nAccess-Control-Allow-Origin: *\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Own: s\r\nContent-Length: 2\r\n\r\nok");
        });
        await using var host = await TestHost.StartWithFlagsAsync(service.Url, Document);

        using var request = host.Request(HttpMethod.Get, "/any/x");
        using var response = await host.Client.SendAsync(request);

        response.Headers.GetValues("X-RateLimit-Limit").ShouldBe(["60"]);
        response.Headers.Contains("X-RateLimit-Remaining").ShouldBeFalse();
        response.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        response.Headers.GetValues("Set-Cookie").ShouldBe(["a=1", "b=2"]);
        response.Headers.GetValues("X-Own").ShouldBe(["s"]);
    }

    [Fact]
    public async Task Get_ServiceThatKeepsItsPolicies_ItsHeadersAreSent()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync("HTTP/1.1 200 OK\r\nX-RateLimit-Remaining: 6\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\n\r\nok");
        });
        await using var host = await TestHost.StartWithFlagsAsync(service.Url, Document, s => s["Strangler:Services:favorites:KeepsPolicies"] = "true");

        using var request = host.Request(HttpMethod.Get, "/any/x");
        using var response = await host.Client.SendAsync(request);

        response.Headers.GetValues("X-RateLimit-Remaining").ShouldBe(["6"]);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
    }

    [Fact]
    public async Task Get_ExposedDecision_SaysWhoAnsweredAndWhy()
    {
        var service = Recorder();
        await using var host = await TestHost.StartWithFlagsAsync(service.Url, Document, s => s["Strangler:ExposeDecision"] = "Everybody");

        (await ServedByAsync(host, "/any/x")).ShouldBe("service everyone");
        (await ServedByAsync(host, "/api/movies/search")).ShouldBe("monolith no_flag");
        await service.DisposeAsync();
        (await ServedByAsync(host, "/api/favorites")).ShouldBe("monolith unreachable");
    }

    [Fact]
    public async Task Get_RedirectFromTheService_IsPassedOn()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
        });
        await using var host = await TestHost.StartWithFlagsAsync(service.Url, Document);

        using var request = host.Request(HttpMethod.Get, "/any/x");
        using var response = await host.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        response.Headers.Location!.OriginalString.ShouldBe("/elsewhere");
    }

    [Fact]
    public async Task Post_MalformedChunkFromTheClient_IsTheClientsFault()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.StallAsync();
        });
        await using var host = await TestHost.StartWithFlagsAsync(service.Url, Document);

        var answer = await RawAsync(host, "POST /any/x HTTP/1.1\r\nHost: h\r\nX-User: 1\r\nTransfer-Encoding: chunked\r\n\r\nnot a size\r\n");

        answer.ShouldStartWith("HTTP/1.1 400");
        host.Local.ShouldBeEmpty();
    }

    private static FaultyService Recorder() => new(async c =>
    {
        if ((await c.ReadHeadAsync()).Length > 0)
        {
            await c.WriteAsync(FaultyService.Ok);
        }
    });

    private static async Task<string> ServedByAsync(TestHost host, string path)
    {
        using var request = host.Request(HttpMethod.Get, path);
        using var response = await host.Client.SendAsync(request);
        return $"{response.Headers.GetValues("X-Served-By").Single()} {response.Headers.GetValues("X-Served-Reason").Single()}";
    }

    private static async Task<string> RawAsync(TestHost host, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Url.Host, host.Url.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }
}
