using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Monolith.Unit.Kernel.Web;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding.Fidelity;

/// <summary>Each request is sent to the service itself, through the host to the service, and to the endpoint in the host: the bytes that come back are the same.</summary>
public sealed class SameAnswersTests : IClassFixture<SameAnswersTests.Fixture>
{
    private static readonly Dictionary<string, string> Requests = new(StringComparer.Ordinal)
    {
        ["get"] = "GET /f/dump/a%2Fb/%C3%A9;p=1?q=%20+%2b&empty=&flag HTTP/1.1",
        ["double slash"] = "GET /f/dump//a//b HTTP/1.1",
        ["post"] = "POST /f/echo HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello",
        ["put"] = "PUT /f/echo HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
        ["patch"] = "PATCH /f/echo HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        ["delete"] = "DELETE /f/echo HTTP/1.1",
        ["delete with body"] = "DELETE /f/echo HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
        ["get with body"] = "GET /f/echo HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
        ["options"] = "OPTIONS /f/echo HTTP/1.1",
        ["custom method"] = "REPORT /f/echo HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
        ["head"] = "HEAD /f/bytes HTTP/1.1",
        ["head of chunked"] = "HEAD /f/chunked HTTP/1.1",
        ["chunked request"] = "POST /f/echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n",
        ["chunked request with trailer"] = "POST /f/dump/x HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTrailer: X-Trailer\r\n\r\n5\r\nhello\r\n0\r\nX-Trailer: 1\r\n\r\n",
        ["empty chunked request"] = "POST /f/echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        ["empty body"] = "POST /f/echo HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
        ["expect continue"] = "POST /f/echo HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello",
        ["chunked answer"] = "GET /f/chunked HTTP/1.1",
        ["trailers"] = "GET /f/trailers HTTP/1.1\r\nTE: trailers",
        ["range"] = "GET /f/bytes HTTP/1.1\r\nRange: bytes=10-19",
        ["range from end"] = "GET /f/bytes HTTP/1.1\r\nRange: bytes=-5",
        ["range not satisfiable"] = "GET /f/bytes HTTP/1.1\r\nRange: bytes=9000-",
        ["if-range old"] = "GET /f/bytes HTTP/1.1\r\nRange: bytes=10-19\r\nIf-Range: \"v0\"",
        ["if-none-match"] = "GET /f/bytes HTTP/1.1\r\nIf-None-Match: \"v1\"",
        ["if-modified-since"] = "GET /f/bytes HTTP/1.1\r\nIf-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT",
        ["if-match fails"] = "GET /f/bytes HTTP/1.1\r\nIf-Match: \"v0\"",
        ["compressed answer"] = "GET /f/gzip HTTP/1.1\r\nAccept-Encoding: gzip, br;q=0.5",
        ["compressed request"] = "POST /f/echo HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\u0008\u0000",
        ["headers of the request"] = "GET /f/dump/x HTTP/1.1\r\nX-Repeated: a\r\nX-Repeated: b, c\r\nX-Empty:\r\nX-Name: Jos\u00c3\u00a9\r\nX-Long: " + new string('l', 12_000)
            + "\r\nAccept: */*;q=0.8,text/html\r\nUser-Agent: a (b; c) d/1\r\nCookie: a=1; b=\"2\"\r\nUpgrade-Insecure-Requests: 1\r\nIf-None-Match: W/\"1\", \"2\"\r\nContent-Type: text/x;y",
        ["headers of the connection"] = "GET /f/dump/x HTTP/1.1\r\nConnection: X-Named, X-Also\r\nX-Named: secret\r\nX-Also: secret\r\nX-Other: stays\r\nKeep-Alive: timeout=5\r\nTE: deflate\r\nProxy-Connection: close\r\nProxy-Authorization: Basic eA==",
        ["connection names what must stay"] = "POST /f/dump/x HTTP/1.1\r\nConnection: Host, Content-Length, X-Request-Id\r\nContent-Length: 2\r\n\r\nab",
        ["headers that are claims"] = "GET /f/dump/x HTTP/1.1\r\nX-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Port: 1\r\nX-Forwarded-Prefix: /x\r\nForwarded: for=6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\nX-Original-URL: /admin\r\nX-Internal-User: root\r\nX-HTTP-Method-Override: DELETE\r\nX-Content-Length: 5",
        ["trace context"] = "GET /f/dump/x HTTP/1.1\r\ntracestate: a=1,b=2",
        ["upgrade that nobody makes"] = "GET /f/bytes HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c",
        ["headers of the answer"] = "GET /f/headers HTTP/1.1",
        ["cookies"] = "GET /f/cookies HTTP/1.1",
        ["redirect absolute"] = "GET /f/redirect?to=https://elsewhere.example/a%3Fb HTTP/1.1",
        ["redirect relative"] = "GET /f/redirect?to=../up HTTP/1.1",
        ["redirect to the service's own name"] = "GET /f/redirect?to=http://movies.example/x HTTP/1.1",
        ["204"] = "GET /f/status/204 HTTP/1.1",
        ["205"] = "GET /f/status/205 HTTP/1.1",
        ["304"] = "GET /f/status/304 HTTP/1.1",
        ["404 empty"] = "GET /f/status/404 HTTP/1.1",
        ["500 empty"] = "POST /f/status/500 HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
        ["reason phrase"] = "GET /f/reason HTTP/1.1",
        ["large"] = "GET /f/large HTTP/1.1",
        ["early answer"] = "POST /f/early HTTP/1.1\r\nContent-Length: 200000\r\n\r\n" + new string('x', 200_000),
        ["http 1.0"] = "GET /f/chunked HTTP/1.0",
        ["http 1.0 with body"] = "POST /f/echo HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello",
        ["http 1.0 range"] = "GET /f/bytes HTTP/1.0\r\nRange: bytes=10-19",
    };

    // Errors without a body get one where they are made: here by the process, there by the service, and this one makes none.
    private static readonly string[] WordedLocally = ["range not satisfiable", "if-match fails", "404 empty", "500 empty"];

    private readonly Fixture _fixture;

    public SameAnswersTests(Fixture fixture) => _fixture = fixture;

    public static TheoryData<string> Names => [.. Requests.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Answer_OverHttp1_IsTheServicesOwn(string name) => await CompareAsync(name, _fixture.OverHttp1, static answer => answer);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Answer_OverAUnixSocket_IsTheServicesOwn(string name) => await CompareAsync(name, _fixture.OverUnixSocket, static answer => answer);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Answer_OverHttp2_IsTheServicesOwn(string name) => await CompareAsync(name, _fixture.OverHttp2, static answer => answer.WithoutWhatHttp2HasNot());

    [Theory]
    [InlineData("TRACE /f/echo HTTP/1.1")]
    [InlineData("CONNECT movies.example:80 HTTP/1.1")]
    public async Task Method_ThatNoServerHereOffers_IsRefusedOnEitherSide(string request)
    {
        foreach (var user in new[] { EdgeHost.OnService, EdgeHost.OnMonolith })
        {
            (await SendAsync(_fixture.OverHttp1.PublicPort, request, user)).Status.ShouldBeOneOf(501, 400);
        }
    }

    private async Task CompareAsync(string name, WebProcess host, Func<RawAnswer, RawAnswer> shown)
    {
        var request = Requests[name];

        var direct = shown(await SendAsync(_fixture.ServicePort, request, EdgeHost.OnService));
        var forwarded = shown(await SendAsync(host.PublicPort, request, EdgeHost.OnService));
        var local = shown(await SendAsync(host.PublicPort, request, EdgeHost.OnMonolith));

        if (!request.Contains("/f/dump/", StringComparison.Ordinal))
        {
            forwarded.ShouldBe(direct);
        }

        forwarded.Body.ShouldNotContain("secret");
        if (!WordedLocally.Contains(name))
        {
            forwarded.ShouldBe(local);
        }
    }

    private static async Task<RawAnswer> SendAsync(int port, string request, string user)
    {
        var line = request.IndexOf("\r\n", StringComparison.Ordinal);
        var (first, rest) = line < 0 ? (request, "") : (request[..line], request[line..]);
        var connection = request.Contains("\r\nConnection: ", StringComparison.Ordinal) ? "" : "\r\nConnection: close";
        var end = rest.Contains("\r\n\r\n", StringComparison.Ordinal) ? "" : "\r\n\r\n";
        // One request that keeps the connection is followed by one that ends it.
        var last = connection.Length == 0 ? $"GET /f/bytes HTTP/1.1\r\nHost: h\r\nX-User: {user}\r\nConnection: close\r\n\r\n" : "";
        var text = await RawAnswer.SendAsync(port, Encoding.Latin1.GetBytes($"{first}\r\nHost: movies.example\r\nX-User: {user}{connection}{rest}{end}{last}"));
        text.ShouldStartWith("HTTP/1.1 ");
        return RawAnswer.Parse(text, isHead: request.StartsWith("HEAD", StringComparison.Ordinal));
    }

    public sealed class Fixture : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("fidelity-").FullName;
        private readonly List<WebApplication> _services = [];

        internal int ServicePort { get; } = Ports.Free();

        internal WebProcess OverHttp1 { get; private set; } = null!;

        internal WebProcess OverUnixSocket { get; private set; } = null!;

        internal WebProcess OverHttp2 { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var socket = Path.Combine(_folder, "service.sock");
            var port = Ports.Free();
            _services.Add(await TestService.StartAsync(ServicePort, FidelityEndpoints.Map));
            _services.Add(await TestService.StartAsync(socket, FidelityEndpoints.Map));
            _services.Add(await TestService.StartAsync(port, FidelityEndpoints.Map, HttpProtocols.Http2));
            OverHttp1 = await EdgeHost.StartAsync($"http://127.0.0.1:{ServicePort}", FidelityEndpoints.Map);
            OverUnixSocket = await EdgeHost.StartAsync($"unix:{socket}", FidelityEndpoints.Map);
            OverHttp2 = await EdgeHost.StartAsync($"http://127.0.0.1:{port}", FidelityEndpoints.Map, ("Strangler:Services:favorites:Protocol", "Http2"));
        }

        public async Task DisposeAsync()
        {
            foreach (var host in new[] { OverHttp1, OverUnixSocket, OverHttp2 })
            {
                await host.DisposeAsync();
            }

            foreach (var service in _services)
            {
                await service.DisposeAsync();
            }

            Directory.Delete(_folder, recursive: true);
        }
    }
}
