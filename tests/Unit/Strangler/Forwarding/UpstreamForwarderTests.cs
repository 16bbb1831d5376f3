using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Strangler.Routing;
using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Forwarding.LongLived;
using Monolith.Unit.Kernel.Web;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding;

/// <summary>What has the last word is forwarded to without a net: its answers as they come, its failures as 502 and 504.</summary>
public sealed class UpstreamForwarderTests
{
    [Fact]
    public async Task Forward_Answer_IsPassedOn()
    {
        await using var upstream = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync("HTTP/1.1 503 Not Now\r\nX-From: upstream\r\nContent-Length: 3\r\n\r\nno!");
        });
        await using var gateway = await StartAsync(upstream.Url);

        var answer = await gateway.RawAsync("GET /a%2Fb?q HTTP/1.1\r\nHost: movies.example\r\nConnection: close\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 503 Not Now\r\n");
        answer.ShouldContain("X-From: upstream\r\n");
        answer.ShouldEndWith("no!");
        upstream.Heads.ShouldHaveSingleItem().ShouldStartWith("GET /a%2Fb?q HTTP/1.1\r\n");
        upstream.Heads.ShouldHaveSingleItem().ShouldContain("Host: movies.example\r\n");
    }

    [Fact]
    public async Task Forward_PartOfAnAnswer_IsNotHeldBack()
    {
        var goOn = new TaskCompletionSource();
        await using var upstream = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
            await goOn.Task;
            await c.WriteAsync("later");
        });
        await using var gateway = await StartAsync(upstream.Url);

        using var response = await gateway.Public.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var first = new char[5];
        (await reader.ReadBlockAsync(first).AsTask().WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(5);
        goOn.SetResult();

        (await reader.ReadToEndAsync()).ShouldBe("later");
    }

    [Fact]
    public async Task Forward_NothingListens_Is502()
    {
        await using var gateway = await StartAsync($"http://127.0.0.1:{Ports.Free()}");

        (await gateway.RawAsync("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")).ShouldStartWith("HTTP/1.1 502 ");
    }

    [Fact]
    public async Task Forward_NoAnswer_Is504()
    {
        await using var upstream = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.StallAsync();
        });
        await using var gateway = await StartAsync(upstream.Url, activity: TimeSpan.FromMilliseconds(300));

        (await gateway.RawAsync("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")).ShouldStartWith("HTTP/1.1 504 ");
    }

    [Fact]
    public async Task Forward_DeleteWhoseConnectionEnds_IsSentOnce()
    {
        await using var upstream = new FaultyService(c => c.ReadHeadAsync());
        await using var gateway = await StartAsync(upstream.Url);

        (await gateway.RawAsync("DELETE / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")).ShouldStartWith("HTTP/1.1 502 ");
        upstream.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Forward_AnswerBreaksOff_ClientSeesABrokenAnswer()
    {
        await using var upstream = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegin\r\n");
            await Task.Delay(100);
        });
        await using var gateway = await StartAsync(upstream.Url);

        await Should.ThrowAsync<HttpRequestException>(() => gateway.Public.GetStringAsync("/"));
    }

    [Fact]
    public async Task Forward_MalformedBody_IsTheClientsFault()
    {
        await using var upstream = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            await c.StallAsync();
        });
        await using var gateway = await StartAsync(upstream.Url);

        (await gateway.RawAsync("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nnot a size\r\n")).ShouldStartWith("HTTP/1.1 400 ");
    }

    private static Task<WebProcess> StartAsync(string url, TimeSpan? activity = null)
    {
        var settings = new StranglerSettings { ActivityTimeout = activity ?? TimeSpan.FromSeconds(20) };
        var upstream = new ExtractedService("monolith", new() { Url = new(url) }, settings, TimeProvider.System, NullLogger<ExtractedService>.Instance);
        return WebProcess.StartAsync(
            app => app.Map("/{**rest}", async (HttpContext context) =>
            {
                await context.RequestServices.GetRequiredService<UpstreamForwarder>().ForwardAsync(context, upstream);
            }),
            configure: builder =>
            {
                builder.Services.AddHttpForwarder();
                builder.Services.AddSingleton(settings);
                builder.Services.AddSingleton(new ForwardingLimits(settings, TimeProvider.System));
                builder.Services.AddSingleton<LongLivedConnections>();
                builder.Services.AddSingleton<UpstreamForwarder>();
            });
    }
}
