using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Monolith.Unit.Kernel.Web;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding.Fidelity;

/// <summary>Clients that speak HTTP/2 in clear text, with prior knowledge, in front of a service that speaks HTTP/1.1: what comes back is what the service or the endpoint in the process answered.</summary>
public sealed class Http2ClientTests : IClassFixture<Http2ClientTests.Fixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, (string Method, string Target, string? Body, (string Name, string Value)[] Headers)> Requests = new(StringComparer.Ordinal)
    {
        ["get"] = ("GET", "/f/dump/a%2Fb/%C3%A9;p=1?q=%20+%2b&empty=&flag", null, []),
        ["post"] = ("POST", "/f/echo", "hello", []),
        ["put"] = ("PUT", "/f/dump/x", "hello", []),
        ["delete with body"] = ("DELETE", "/f/echo", "hello", []),
        ["get with body"] = ("GET", "/f/echo", "hello", []),
        ["options"] = ("OPTIONS", "/f/dump/x", null, []),
        ["custom method"] = ("REPORT", "/f/echo", "hello", []),
        ["head"] = ("HEAD", "/f/bytes", null, []),
        ["body of unknown length"] = ("GET", "/f/chunked", null, []),
        ["range"] = ("GET", "/f/bytes", null, [("Range", "bytes=10-19")]),
        ["if-none-match"] = ("GET", "/f/bytes", null, [("If-None-Match", "\"v1\"")]),
        ["compressed"] = ("GET", "/f/gzip", null, [("Accept-Encoding", "gzip")]),
        ["headers of the request"] = ("GET", "/f/dump/x", null, [("X-Empty", ""), ("X-Long", new string('l', 12_000)), ("Cookie", "a=1; b=\"2\""), ("TE", "trailers"), ("Accept", "*/*;q=0.8")]),
        ["headers that are claims"] = ("GET", "/f/dump/x", null, [("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-Prefix", "/x"), ("Forwarded", "for=6.6.6.6"), ("X-Internal-User", "root")]),
        ["headers of the answer"] = ("GET", "/f/headers", null, []),
        ["cookies"] = ("GET", "/f/cookies", null, []),
        ["redirect"] = ("GET", "/f/redirect?to=../up", null, []),
        ["204"] = ("GET", "/f/status/204", null, []),
        ["304"] = ("GET", "/f/status/304", null, []),
        ["reason phrase"] = ("GET", "/f/reason", null, []),
        ["large"] = ("GET", "/f/large", null, []),
        ["early answer"] = ("POST", "/f/early", new string('x', 200_000), []),
    };

    private readonly Fixture _fixture;

    public Http2ClientTests(Fixture fixture) => _fixture = fixture;

    public static TheoryData<string> Names => [.. Requests.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Answer_FromAServiceOverHttp1_IsTheServicesOwn(string name)
    {
        var direct = await SendAsync(_fixture.ServicePort, HttpVersion.Version11, name, EdgeHost.OnService);
        var local = await SendAsync(_fixture.OverTcp.PublicPort, HttpVersion.Version20, name, EdgeHost.OnMonolith);

        foreach (var host in new[] { _fixture.OverTcp, _fixture.OverUnixSocket })
        {
            var forwarded = await SendAsync(host.PublicPort, HttpVersion.Version20, name, EdgeHost.OnService);
            forwarded.ShouldBe(local);
            // What the service sees of a client it does not see behind the host.
            if (!Requests[name].Target.StartsWith("/f/dump/", StringComparison.Ordinal))
            {
                forwarded.ShouldBe(direct);
            }
        }
    }

    [Theory]
    [InlineData(EdgeHost.OnService)]
    [InlineData(EdgeHost.OnMonolith)]
    public async Task Request_TrailersAndCutCookie_ArriveOnEitherSideWithoutTheTrailers(string user)
    {
        var port = _fixture.OverTcp.PublicPort;

        var seen = await RawHttp2Request.SendAsync(
            port,
            [(":method", "POST"), (":scheme", "http"), (":path", "/f/dump/x"), (":authority", "movies.example"), ("x-user", user), ("cookie", "a=1"), ("cookie", "b=2")],
            "hello",
            ("x-sum", "42"));

        seen.ShouldContain("http movies.example\n");
        seen.ShouldContain("cookie: a=1; b=2\n");
        seen.ShouldContain($"body: {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData("hello"u8))}");
        seen.ShouldContain("trailers: False");
        seen.ShouldNotContain("x-sum");
    }

    [Fact]
    public async Task Listener_AsDelivered_AsksForHttp1()
    {
        await using var host = await EdgeHost.StartAsync($"http://127.0.0.1:{_fixture.ServicePort}", Map);
        // Byte by byte: a client that is about to send more may meet the closed connection before it has read why.
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, host.PublicPort);
        await connection.GetStream().WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());

        using var limit = new CancellationTokenSource(Limit);
        using var answer = new MemoryStream();
        await connection.GetStream().CopyToAsync(answer, limit.Token);

        // RFC 9113, 6.8 and 7: GOAWAY, HTTP_1_1_REQUIRED.
        answer.ToArray()[^8..].ShouldBe([0, 0, 0, 0, 0, 0, 0, 0xd]);
    }

    [Fact]
    public async Task Answer_TrailersOfAServiceOverHttp1_AreTrailersOfHttp2()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n6\r\nsummed\r\n0\r\nX-Sum: 42\r\n\r\n");
        });
        await using var host = await StartHostAsync(service.Url);
        using var client = NewClient(host.PublicPort, HttpVersion.Version20, () => { });
        using var request = NewRequest(HttpMethod.Get, "/f/trailers", EdgeHost.OnService);
        request.Headers.TE.ParseAdd("trailers");

        using var response = await client.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldBe("summed");
        response.TrailingHeaders.GetValues("X-Sum").ShouldBe(["42"]);
    }

    [Theory]
    [InlineData(EdgeHost.OnService)]
    [InlineData(EdgeHost.OnMonolith)]
    public async Task Answer_InParts_ArrivesAsItIsWritten(string user)
    {
        await EachHostAsync(async (client, id) =>
        {
            using var request = NewRequest(HttpMethod.Get, $"/live/two-parts/{id}", user);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Limit);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            var first = new char[5];
            await reader.ReadBlockAsync(first).AsTask().WaitAsync(Limit);
            LiveEndpoints.StageOf(id).GoOn.SetResult();

            new string(first).ShouldBe("first");
            (await reader.ReadToEndAsync().WaitAsync(Limit)).ShouldBe("second");
        });
    }

    [Theory]
    [InlineData(EdgeHost.OnService)]
    [InlineData(EdgeHost.OnMonolith)]
    public async Task Request_InParts_ArrivesAsItIsSent(string user)
    {
        await EachHostAsync(async (client, id) =>
        {
            var goOn = new TaskCompletionSource();
            using var request = NewRequest(HttpMethod.Post, $"/live/upload/{id}", user);
            request.Content = new PartsContent(goOn.Task);
            var sending = client.SendAsync(request);

            await ReachAsync(LiveEndpoints.StageOf(id).FirstPart, sending);
            goOn.SetResult();

            using var response = await sending.WaitAsync(Limit);
            (await response.Content.ReadAsStringAsync()).ShouldBe($"{2 * LiveEndpoints.UploadPart}");
        });
    }

    [Theory]
    [InlineData("silent", EdgeHost.OnService)]
    [InlineData("silent", EdgeHost.OnMonolith)]
    [InlineData("endless", EdgeHost.OnService)]
    [InlineData("endless", EdgeHost.OnMonolith)]
    [InlineData("upload", EdgeHost.OnService)]
    [InlineData("upload", EdgeHost.OnMonolith)]
    public async Task Request_ResetByTheClient_EndsAtTheServiceAndNothingElseOfTheConnection(string what, string user)
    {
        await EachHostAsync(async (client, id) =>
        {
            var stage = LiveEndpoints.StageOf(id);
            using var cancel = new CancellationTokenSource();
            using var request = NewRequest(what == "upload" ? HttpMethod.Post : HttpMethod.Get, $"/live/{what}/{id}", user);
            request.Content = what == "upload" ? new PartsContent(Task.Delay(Timeout.Infinite, cancel.Token)) : null;
            // SocketsHttpHandler ends a cancelled request with RST_STREAM.
            var sending = client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel.Token);
            await ReachAsync(what == "upload" ? stage.FirstPart : stage.Begun, sending);
            if (what == "endless")
            {
                using var response = await sending.WaitAsync(Limit);
                await (await response.Content.ReadAsStreamAsync()).ReadExactlyAsync(new byte[5]).AsTask().WaitAsync(Limit);
            }
            else
            {
                await cancel.CancelAsync();
                await Should.ThrowAsync<OperationCanceledException>(sending);
            }

            await stage.Aborted.Task.WaitAsync(Limit);
            using var next = NewRequest(HttpMethod.Get, "/f/chunked", user);
            using var answer = await client.SendAsync(next);
            (await answer.Content.ReadAsStringAsync()).ShouldBe("one two three");
        });
    }

    /// <summary>Waits until the request is there; an answer that comes before it says why it will not be.</summary>
    private static async Task ReachAsync(TaskCompletionSource stage, Task<HttpResponseMessage> sending)
    {
        if (await Task.WhenAny(stage.Task, sending).WaitAsync(Limit) == sending)
        {
            using var early = await sending;
            stage.Task.IsCompleted.ShouldBeTrue($"{early} {await early.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>Once with a service on TCP and once on a unix socket, and on one connection each.</summary>
    private async Task EachHostAsync(Func<HttpClient, string, Task> test)
    {
        foreach (var host in new[] { _fixture.OverTcp, _fixture.OverUnixSocket })
        {
            var connections = 0;
            using var client = NewClient(host.PublicPort, HttpVersion.Version20, () => Interlocked.Increment(ref connections));
            await test(client, Guid.NewGuid().ToString("N"));
            connections.ShouldBe(1);
        }
    }

    private static Task<WebProcess> StartHostAsync(string service) => EdgeHost.StartAsync(service, Map, ("Kestrel:EndpointDefaults:Protocols", "Http2"));

    private static void Map(WebApplication app)
    {
        FidelityEndpoints.Map(app);
        LiveEndpoints.Map(app);
    }

    private static HttpRequestMessage NewRequest(HttpMethod method, string target, string user)
    {
        var request = new HttpRequestMessage(method, target) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Add("X-User", user);
        return request;
    }

    private static HttpClient NewClient(int port, Version version, Action connected) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ConnectCallback = async (context, cancellationToken) =>
        {
            connected();
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new($"http://127.0.0.1:{port}"),
        DefaultRequestVersion = version,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = Limit,
    };

    private static async Task<string> SendAsync(int port, Version version, string name, string user)
    {
        var (method, target, body, headers) = Requests[name];
        using var client = NewClient(port, version, () => { });
        using var request = new HttpRequestMessage(new(method), target) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Host = "movies.example";
        request.Headers.Add("X-User", user);
        foreach (var (header, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(header, value).ShouldBeTrue();
        }

        request.Content = body is null ? null : new StringContent(body);
        using var response = await client.SendAsync(request);
        var text = new StringBuilder().Append((int)response.StatusCode).AppendLine();
        foreach (var (header, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).OrderBy(h => h.Key, StringComparer.OrdinalIgnoreCase))
        {
            // Each connection's own, and what the host adds.
            if (header.ToLowerInvariant() is not ("date" or "transfer-encoding" or "connection" or "x-request-id" or "trailer"))
            {
                text.Append(header.ToLowerInvariant()).Append(": ").AppendLine(string.Join(" | ", values));
            }
        }

        text.AppendLine(Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync()));
        return text.ToString();
    }

    /// <summary>A body whose second part comes when it may.</summary>
    private sealed class PartsContent(Task goOn) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[LiveEndpoints.UploadPart]);
            await stream.FlushAsync();
            await goOn;
            await stream.WriteAsync(new byte[LiveEndpoints.UploadPart]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    public sealed class Fixture : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("http2-").FullName;
        private readonly List<WebApplication> _services = [];

        internal int ServicePort { get; } = Ports.Free();

        internal WebProcess OverTcp { get; private set; } = null!;

        internal WebProcess OverUnixSocket { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var socket = Path.Combine(_folder, "service.sock");
            _services.Add(await TestService.StartAsync(ServicePort, Map));
            _services.Add(await TestService.StartAsync(socket, Map));
            OverTcp = await StartHostAsync($"http://127.0.0.1:{ServicePort}");
            OverUnixSocket = await StartHostAsync($"unix:{socket}");
        }

        public async Task DisposeAsync()
        {
            foreach (var host in new[] { OverTcp, OverUnixSocket })
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
