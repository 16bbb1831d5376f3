using System.Text;
using Microsoft.AspNetCore.Builder;
using Monolith.Kernel.Modules;
using Monolith.Unit.Kernel.Web;
using Monolith.Unit.Strangler.Forwarding.Fidelity;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding.Http1;

/// <summary>What a connection to a service does, and does not do, byte by byte.</summary>
public sealed class Http1ExchangeTests
{
    [Theory]
    [InlineData("Content-Length: 12\r\n\r\nservice says", "service says")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n7;x\r\nservice\r\n5\r\n says\r\n0\r\n\r\n", "service says")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n7\r\nservice\r\n5\r\n says\r\n0\r\nX-Trailer: 1\r\nX-Other: 2\r\n\r\n", "service says")]
    [InlineData("\r\nservice says", "service says")]
    public async Task Get_AnswerComesByteByByte_IsPassedOnWhole(string rest, string body)
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            foreach (var one in "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 Fine\r\nX-From: service\r\n" + rest)
            {
                await c.WriteAsync($"{one}");
            }
        });
        await using var host = await StartAsync(service.Url);

        var answer = await SendAsync(host, "GET /f HTTP/1.1");

        answer.Head.ShouldStartWith("HTTP/1.1 200 Fine\n");
        answer.Head.ShouldContain("X-From: service");
        answer.Head.ShouldNotContain("Link");
        answer.Body.ShouldBe(body);
    }

    [Fact]
    public async Task Get_ManyInARow_ShareOneConnection()
    {
        await using var service = new FaultyService(async c =>
        {
            while ((await c.ReadHeadAsync()).Length > 0)
            {
                await c.WriteAsync(FaultyService.Ok);
            }
        });
        await using var host = await StartAsync(service.Url);

        for (var i = 0; i < 5; i++)
        {
            (await SendAsync(host, "GET /f HTTP/1.1")).Body.ShouldContain("service");
        }

        service.Accepted.ShouldBe(1);
    }

    [Theory]
    [InlineData("GET", 200, 3)]
    [InlineData("POST", 502, 2)]
    public async Task Send_OnAConnectionThatTheServiceClosesMeanwhile_OnlySafeMethodsAreSentAgain(string method, int status, int requests)
    {
        var connections = 0;
        await using var service = new FaultyService(async c =>
        {
            var isFirst = Interlocked.Increment(ref connections) == 1;
            await c.ReadHeadAsync();
            await c.WriteAsync(FaultyService.Ok);
            // Read, and no answer: it closes what it held for idle.
            await c.ReadHeadAsync();
            if (!isFirst)
            {
                await c.WriteAsync(FaultyService.Ok);
            }
        });
        await using var host = await StartAsync(service.Url);
        (await SendAsync(host, "GET /f HTTP/1.1")).Status.ShouldBe(200);

        var answer = await SendAsync(host, $"{method} /f HTTP/1.1\r\nContent-Length: 0");

        answer.Status.ShouldBe(status);
        service.Requests.ShouldBe(requests);
        answer.Body.ShouldNotContain("monolith");
    }

    [Fact]
    public async Task Get_ServiceSendsMoreThanItsAnswer_NobodyElseGetsTheRest()
    {
        await using var service = new FaultyService(async c =>
        {
            while ((await c.ReadHeadAsync()).Length > 0)
            {
                await c.WriteAsync(FaultyService.Ok + FaultyService.Ok.Replace("service", "poison!", StringComparison.Ordinal));
            }
        });
        await using var host = await StartAsync(service.Url);

        for (var i = 0; i < 3; i++)
        {
            (await SendAsync(host, "GET /f HTTP/1.1")).Body.ShouldBe("""{"by":"service"}""");
        }

        service.Accepted.ShouldBe(3);
    }

    [Fact]
    public async Task Get_ServiceSpeaksUnasked_TheConnectionIsNotUsedAgain()
    {
        var unasked = new TaskCompletionSource();
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync(FaultyService.Ok);
            await Task.Delay(100);
            await c.WriteAsync("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
            unasked.TrySetResult();
            await c.ReadToEndAsync();
        });
        await using var host = await StartAsync(service.Url);
        (await SendAsync(host, "GET /f HTTP/1.1")).Status.ShouldBe(200);
        await unasked.Task;

        (await SendAsync(host, "POST /f HTTP/1.1\r\nContent-Length: 0")).Status.ShouldBe(200);

        service.Accepted.ShouldBe(2);
    }

    [Fact]
    public async Task Get_ServiceNamesHeadersOfTheConnection_TheyStayBehind()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync("HTTP/1.1 200 OK\r\nConnection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\nProxy-Authenticate: Basic\r\nX-Stays: 1\r\nContent-Length: 0\r\n\r\n");
        });
        await using var host = await StartAsync(service.Url);

        var answer = await SendAsync(host, "GET /f HTTP/1.1");

        answer.Head.ShouldContain("X-Stays");
        answer.Head.ShouldNotContain("X-Hop");
        answer.Head.ShouldNotContain("Keep-Alive");
        answer.Head.ShouldNotContain("Proxy-Authenticate");
    }

    [Theory]
    [InlineData("HTTP/1.1 417 No\r\nContent-Length: 2\r\n\r\nno", 417, "")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", 200, "hello")]
    [InlineData("", 200, "hello")]
    public async Task Post_ExpectsContinue_BodyIsSentWhenItIsWantedOrNothingIsSaid(string first, int status, string received)
    {
        var body = "";
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync(first);
            if (status == 200)
            {
                body = await c.ReadBodyAsync(5);
                await c.WriteAsync(FaultyService.Ok);
            }

            body += await c.ReadToEndAsync();
        });
        await using var host = await StartAsync(service.Url);

        var answer = await SendAsync(host, "POST /f HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello");

        answer.Status.ShouldBe(status);
        await Eventually.BecomesAsync(() => body, received);
        service.Heads.ShouldHaveSingleItem().ShouldContain("Expect: 100-continue\r\n");
    }

    [Fact]
    public async Task Send_RepeatedHeaders_StayApart()
    {
        await using var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync(FaultyService.Ok);
        });
        await using var host = await StartAsync(service.Url);

        await SendAsync(host, "GET /f HTTP/1.1\r\nX-Repeated: a\r\nX-Repeated: b, c\r\nX-Empty:");

        service.Heads.ShouldHaveSingleItem().ShouldContain("X-Repeated: a\r\nX-Repeated: b, c\r\nX-Empty: \r\n");
    }

    private static Task<WebProcess> StartAsync(string service)
        => EdgeHost.StartAsync(service, app => app.Map("/f", () => "monolith").WithMetadata(new ExtractableAttribute("favorites.any")));

    private static async Task<RawAnswer> SendAsync(WebProcess host, string request)
    {
        var parts = request.Split("\r\n\r\n", 2);
        var text = $"{parts[0]}\r\nHost: movies.example\r\nX-User: {EdgeHost.OnService}\r\nConnection: close\r\n\r\n{(parts.Length > 1 ? parts[1] : "")}";
        return RawAnswer.Parse(await RawAnswer.SendAsync(host.PublicPort, Encoding.Latin1.GetBytes(text)), isHead: false);
    }
}
