using System.Net;
using System.Net.Sockets;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Forwarding.Bodies;
using Monolith.Strangler.Routing.Routes;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding;

/// <summary>A service that breaks at every stage: nothing runs twice, nothing torn passes for whole, and what can be answered is.</summary>
public sealed class ReplayTests
{
    private const string Flags = """favorites.list favorites.add favorites.remove favorites.any""";
    private const string Body = """{"movie_id":268}""";

    private static readonly string Document = TestFlags.Document([.. Flags.Split(' ').Select(TestFlags.Everyone)]);

    public static TheoryData<string> Methods => ["GET", "POST", "DELETE"];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Send_ConnectionRefused_MonolithAnswersAnyMethodWithTheWholeBody(string method)
    {
        await using var host = await StartAsync($"http://127.0.0.1:{Ports.Free()}");

        var (status, body) = await host.SendAsync(new(method), "/api/favorites", body: Body);

        status.ShouldBe(method == "POST" ? 201 : 200);
        body.ShouldContain("monolith");
        host.Local.ShouldHaveSingleItem().ShouldEndWith(Body);
        Fallbacks(host, FallbackReason.Unreachable).ShouldBe(1);
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("GET", false)]
    [InlineData("POST", true)]
    [InlineData("POST", false)]
    [InlineData("DELETE", true)]
    [InlineData("DELETE", false)]
    public async Task Send_AcceptedAndClosed_OnlySafeMethodsAreAnsweredByTheMonolith(string method, bool reset)
    {
        await using var service = new FaultyService(connection =>
        {
            if (reset)
            {
                connection.Reset();
            }

            return Task.CompletedTask;
        });
        await using var host = await StartAsync(service.Url);

        var (status, body) = await host.SendAsync(new(method), "/api/favorites", body: method == "GET" ? null : Body);

        // A reset may arrive before the first byte was written; then nothing was sent and any method may fall back. Never both sides.
        if (method == "GET")
        {
            status.ShouldBe(200);
            host.Local.ShouldHaveSingleItem();
        }
        else if (!reset)
        {
            status.ShouldBe(502);
            body.ShouldBe("""{"message":"Server Error"}""");
            host.Local.ShouldBeEmpty();
        }
        else
        {
            (status == 502 ? 0 : 1).ShouldBe(host.Local.Count);
        }

        service.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Post_ClosedAfterHead_FailsAndIsNotRepeated()
    {
        await using var service = new FaultyService(c => c.ReadHeadAsync());
        await using var host = await StartAsync(service.Url);

        var (status, _) = await host.SendAsync(HttpMethod.Post, "/api/favorites", body: Body);

        status.ShouldBe(502);
        service.Requests.ShouldBe(1);
        host.Local.ShouldBeEmpty();
    }

    [Fact]
    public async Task DeleteWithoutBody_ClosedAfterHead_IsSentOnceAlthoughClientsUsuallyRetry()
    {
        // A usual client, SocketsHttpHandler among them, sends such a request again.
        await using var service = new FaultyService(c => c.ReadHeadAsync());
        await using var host = await StartAsync(service.Url);

        var (status, _) = await host.SendAsync(HttpMethod.Delete, "/api/favorites");

        status.ShouldBe(502);
        service.Requests.ShouldBe(1);
        host.Local.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST", null)]
    [InlineData("DELETE", null)]
    [InlineData("DELETE", Body)]
    [InlineData("POST", Body)]
    public async Task Send_PooledConnectionClosedAfterTheRequestWasRead_IsSentOnce(string method, string? body)
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync(FaultyService.Ok);
            await c.ReadHeadAsync();
            await Task.Delay(50);
        });
        await using var host = await StartAsync(service.Url);
        (await host.SendAsync(HttpMethod.Get, "/api/favorites")).Body.ShouldContain("service");

        var (status, _) = await host.SendAsync(new(method), "/api/favorites", body: body);

        status.ShouldBe(502);
        service.Requests.ShouldBe(2, "the warm-up and the request, once");
        host.Local.ShouldBeEmpty();
    }

    [Fact]
    public async Task DeleteWithoutBody_ServiceDiesAfterReading_IsNotTakenForConnectionRefused()
    {
        // The handler's retry meets a closed port and reports "connection refused": by its word nothing was sent.
        var listener = new TcpListener(IPAddress.Loopback, Ports.Free());
        listener.Start();
        await using var host = await StartAsync($"http://{listener.LocalEndpoint}");
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            listener.Stop();
            (await client.GetStream().ReadAtLeastAsync(new byte[4096], 10)).ShouldBeGreaterThan(0);
        });

        var (status, _) = await host.SendAsync(HttpMethod.Delete, "/api/favorites");

        await serving;
        status.ShouldBe(502);
        host.Local.ShouldBeEmpty();
        Fallbacks(host, FallbackReason.Unreachable).ShouldBe(0);
    }

    [Fact]
    public async Task Post_ClosedInTheMiddleOfTheBody_FailsAndIsNotRepeated()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.ReadBodyAsync(100_000);
        });
        await using var host = await StartAsync(service.Url);

        var (status, _) = await host.SendAsync(HttpMethod.Post, "/api/favorites", body: new string('x', 20_000_000));

        status.ShouldBe(502);
        service.Requests.ShouldBe(1);
        host.Local.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Send_ClosedAfterTheBody_FailsAndIsNotRepeated(string method)
    {
        var bodies = new List<string>();
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            bodies.Add(await c.ReadBodyAsync(Body.Length));
        });
        await using var host = await StartAsync(service.Url);

        var (status, body) = await host.SendAsync(new(method), "/api/favorites", body: Body);

        status.ShouldBe(502);
        body.ShouldBe("""{"message":"Server Error"}""");
        bodies.ShouldBe([Body]);
        host.Local.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(RequestBody.MostKept, true)]
    [InlineData(RequestBody.MostKept + 1, false)]
    public async Task GetWithBody_ClosedAfterTheBody_IsAnsweredByTheMonolithWhenTheBodyWasKept(int length, bool isKept)
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.ReadBodyAsync(length);
        });
        await using var host = await StartAsync(service.Url);

        var body = new string('x', length);
        var (status, _) = await host.SendAsync(HttpMethod.Get, "/any/x", body: body);

        status.ShouldBe(isKept ? 200 : 502);
        host.Local.ShouldBe(isKept ? [$"GET favorites.any {body}"] : []);
    }

    [Fact]
    public async Task Get_ClosedAfterTheResponseHead_MonolithAnswers()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync("HTTP/1.1 200 OK\r\nX-From: service\r\nX-RateLimit-Limit: 7\r\nContent-Length: 100\r\n\r\n");
        });
        await using var host = await StartAsync(service.Url);

        using var request = host.Request(HttpMethod.Get, "/api/favorites");
        using var response = await host.Client.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldContain("monolith");
        response.Headers.Contains("X-From").ShouldBeFalse();
        response.Headers.GetValues("X-RateLimit-Limit").ShouldBe(["60"]);
        Fallbacks(host, FallbackReason.ConnectionLost).ShouldBe(1);
    }

    [Fact]
    public async Task Get_ClosedLateInTheMiddleOfAResponseOfUnknownLength_ClientSeesABrokenAnswer()
    {
        var begun = new TaskCompletionSource();
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegin\r\n50\r\n");
            await begun.Task;
        });
        await using var host = await StartAsync(service.Url);

        using var request = host.Request(HttpMethod.Get, "/api/favorites");
        var reading = async () =>
        {
            using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            begun.SetResult();
            await response.Content.ReadAsStringAsync();
        };

        await reading.ShouldThrowAsync<HttpRequestException>();
        host.Local.ShouldBeEmpty();
        await Eventually.BecomesAsync(() => host.Get<RouteCatalog>().Routes["favorites.list"].Traffic.Of(Side.Service).LastMinute(), (1, 1));
    }

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nbegin\r\n50\r\n")]
    public async Task Get_ClosedAtOnceInTheMiddleOfASmallResponse_MonolithAnswersWhole(string head)
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync("HTTP/1.1 200 OK\r\nX-From: service\r\n" + head + "begin");
        });
        await using var host = await StartAsync(service.Url);

        using var request = host.Request(HttpMethod.Get, "/api/favorites");
        using var response = await host.Client.SendAsync(request);

        var body = await response.Content.ReadAsStringAsync();
        body.ShouldContain("monolith");
        body.ShouldNotContain("begin");
        response.Headers.Contains("X-From").ShouldBeFalse();
        Fallbacks(host, FallbackReason.ConnectionLost).ShouldBe(1);
    }

    [Fact]
    public async Task Get_ClosedInTheMiddleOfALargeResponse_ClientSeesABrokenAnswer()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {4 * HeldBody.MostHeld}\r\n\r\n{new string('x', 2 * HeldBody.MostHeld)}");
        });
        await using var host = await StartAsync(service.Url);

        await Should.ThrowAsync<HttpRequestException>(() => host.SendAsync(HttpMethod.Get, "/api/favorites"));

        host.Local.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_ClosedAtOnceInTheMiddleOfASmallResponse_FailsAsAWholeAndIsNotRepeated()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\nbegin");
        });
        await using var host = await StartAsync(service.Url);

        var (status, body) = await host.SendAsync(HttpMethod.Post, "/api/favorites", body: "{}");

        status.ShouldBe(502);
        body.ShouldNotContain("begin");
        service.Requests.ShouldBe(1);
        host.Local.ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_EventStream_ReachesTheClientEventByEvent()
    {
        var goOn = new TaskCompletionSource();
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
            await goOn.Task;
        });
        await using var host = await StartAsync(service.Url);

        using var request = host.Request(HttpMethod.Get, "/api/favorites");
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe("data: 1");
        goOn.SetResult();
    }

    [Fact]
    public async Task Get_StallsBeforeAnswering_MonolithAnswersInTime()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.StallAsync();
        });
        await using var host = await StartAsync(service.Url, s => s["Strangler:FallbackAfter"] = "00:00:00.300");

        var (status, body) = await host.SendAsync(HttpMethod.Get, "/api/favorites");

        status.ShouldBe(200);
        body.ShouldContain("monolith");
        Fallbacks(host, FallbackReason.NoAnswer).ShouldBe(1);
    }

    [Fact]
    public async Task Post_StallsBeforeAnswering_FailsAfterTheActivityTimeout()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.StallAsync();
        });
        await using var host = await StartAsync(service.Url, s => s["Strangler:ActivityTimeout"] = "00:00:00.300");

        var (status, _) = await host.SendAsync(HttpMethod.Post, "/api/favorites", body: Body);

        status.ShouldBe(502);
        service.Requests.ShouldBe(1);
        host.Local.ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_StallsInTheMiddleOfALargeResponse_ClientSeesABrokenAnswerAndItIsTheServicesError()
    {
        // A timeout that a busy machine passes before the head came would have the monolith answer.
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {HeldBody.MostHeld + 1}\r\n\r\nbegin");
            await c.StallAsync();
        });
        await using var host = await StartAsync(service.Url, s => s["Strangler:ActivityTimeout"] = "00:00:02");

        await Should.ThrowAsync<HttpRequestException>(() => host.SendAsync(HttpMethod.Get, "/api/favorites"));

        host.Local.ShouldBeEmpty();
        await Eventually.BecomesAsync(() => host.Get<RouteCatalog>().Routes["favorites.list"].Traffic.Of(Side.Service).LastMinute(), (1, 1));
    }

    [Fact]
    public async Task Get_StallsInTheMiddleOfASmallResponse_MonolithAnswersWhole()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin");
            await c.StallAsync();
        });
        await using var host = await StartAsync(service.Url, s => s["Strangler:ActivityTimeout"] = "00:00:00.300");

        var (status, body) = await host.SendAsync(HttpMethod.Get, "/api/favorites");

        (status, body.Contains("begin", StringComparison.Ordinal)).ShouldBe((200, false));
        host.Local.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("GET", 502)]
    [InlineData("GET", 503)]
    [InlineData("GET", 504)]
    public async Task Get_ServiceUnavailable_MonolithAnswersWithoutTheServicesHeaders(string method, int refusal)
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync($"HTTP/1.1 {refusal} Not Now\r\nRetry-After: 5\r\nContent-Length: 3\r\n\r\nno!");
        });
        await using var host = await StartAsync(service.Url);

        using var request = host.Request(new(method), "/api/favorites");
        using var response = await host.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.ReasonPhrase.ShouldBe("OK");
        response.Headers.Contains("Retry-After").ShouldBeFalse();
        (await response.Content.ReadAsStringAsync()).ShouldContain("monolith");
        Fallbacks(host, FallbackReason.ServiceUnavailable).ShouldBe(1);
    }

    [Fact]
    public async Task Post_ServiceUnavailable_IsTheAnswer()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.ReadBodyAsync(Body.Length);
            await c.WriteAsync("HTTP/1.1 503 Not Now\r\nContent-Length: 3\r\n\r\nno!");
        });
        await using var host = await StartAsync(service.Url);

        var (status, body) = await host.SendAsync(HttpMethod.Post, "/api/favorites", body: Body);

        (status, body).ShouldBe((503, "no!"));
        host.Local.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_AnsweredBeforeTheBodyWasRead_AnswerIsPassedOn()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.ReadBodyAsync(1000);
            await c.WriteAsync("HTTP/1.1 413 Too Much\r\nContent-Length: 3\r\nConnection: close\r\n\r\nno!");
            await c.ReadBodyAsync(1_000_000 - 1000);
        });
        await using var host = await StartAsync(service.Url);

        var (status, body) = await host.SendAsync(HttpMethod.Post, "/api/favorites", body: new string('x', 1_000_000));

        (status, body).ShouldBe((413, "no!"));
        host.Local.ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_AnswerIsNotHttp_MonolithAnswers()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync("SSH-2.0-OpenSSH_9.2\r\n");
        });
        await using var host = await StartAsync(service.Url);

        (await host.SendAsync(HttpMethod.Get, "/api/favorites")).Body.ShouldContain("monolith");
    }

    [Fact]
    public async Task Get_ClientGoesAway_ServiceIsCancelledAndNotBlamed()
    {
        var (arrived, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            arrived.SetResult();
            await c.ReadHeadAsync();
            ended.SetResult();
        });
        await using var host = await StartAsync(service.Url);

        using (var cancel = new CancellationTokenSource())
        using (var request = host.Request(HttpMethod.Get, "/api/favorites"))
        {
            var sending = host.Client.SendAsync(request, cancel.Token);
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(10));
            await cancel.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => sending);
        }

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));
        host.Local.ShouldBeEmpty();
        await Eventually.BecomesAsync(() => host.Get<RouteCatalog>().Routes["favorites.list"].Traffic.Of(Side.Service).LastMinute(), (1, 0));
        host.Get<ExtractedServices>().All[0].Breaker.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task Send_UnreachableSeveralTimes_BreakerSparesTheRest()
    {
        await using var host = await StartAsync($"http://127.0.0.1:{Ports.Free()}", s => s["Strangler:Breaker:BreakDuration"] = "00:01:00");

        for (var i = 0; i < 5; i++)
        {
            (await host.SendAsync(HttpMethod.Post, "/api/favorites", body: Body)).Status.ShouldBe(201);
        }

        var traffic = host.Get<RouteCatalog>().Routes["favorites.add"].Traffic;
        traffic.FallbacksBecause(FallbackReason.Unreachable).ShouldBe(3);
        traffic.FallbacksBecause(FallbackReason.BreakerOpen).ShouldBe(2);
        traffic.Of(Side.Service).LastMinute().ShouldBe((5, 5));
    }

    [Fact]
    public async Task Send_ServiceIsBackAfterTheBreakerOpened_ServiceAnswersAgain()
    {
        var port = Ports.Free();
        await using var host = await StartAsync($"http://127.0.0.1:{port}", s => s["Strangler:Breaker:BreakDuration"] = "00:00:02");
        for (var i = 0; i < 4; i++)
        {
            await host.SendAsync(HttpMethod.Get, "/api/favorites");
        }

        host.Get<ExtractedServices>().All[0].Breaker.IsOpen.ShouldBeTrue();
        await using var service = await TestService.StartAsync(port);

        await Eventually.BecomesAsync(async () => (await host.SendAsync(HttpMethod.Get, "/api/favorites")).Body.Contains("service", StringComparison.Ordinal), expected: true);
        host.Get<ExtractedServices>().All[0].Breaker.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task Send_ConnectionTakesTooLong_MonolithAnswersAnyMethod()
    {
        // A listener whose queue is full does not answer SYN: a black hole.
        using var hole = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        hole.Bind(new IPEndPoint(IPAddress.Loopback, Ports.Free()));
        hole.Listen(0);
        var fillers = Enumerable.Range(0, 8).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        var filling = fillers.Select(f => f.ConnectAsync(hole.LocalEndPoint!)).ToList();
        await Task.Delay(100);
        await using var host = await StartAsync($"http://{hole.LocalEndPoint}", s => s["Strangler:ConnectTimeout"] = "00:00:00.200");

        var (status, _) = await host.SendAsync(HttpMethod.Post, "/api/favorites", body: Body);

        fillers.ForEach(f => f.Dispose());
        await Task.WhenAll(filling).ContinueWith(_ => { }, TaskScheduler.Default);
        status.ShouldBe(201);
        host.Local.ShouldHaveSingleItem().ShouldEndWith(Body);
        Fallbacks(host, FallbackReason.Unreachable).ShouldBe(1);
    }

    private static Task<TestHost> StartAsync(string service, Action<Dictionary<string, string?>>? configure = null)
        => TestHost.StartWithFlagsAsync(service, Document, s =>
        {
            s["Strangler:ConnectTimeout"] = "00:00:02";
            configure?.Invoke(s);
        });

    private static long Fallbacks(TestHost host, FallbackReason reason)
        => host.Get<RouteCatalog>().Routes.Values.Sum(r => r.Traffic.FallbacksBecause(reason));
}
