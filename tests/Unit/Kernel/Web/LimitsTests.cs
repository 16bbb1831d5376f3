using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Web;

public sealed class LimitsTests
{
    [Theory]
    [InlineData("GET /?{0} HTTP/1.1\r\nHost: x\r\n\r\n", 414)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nX-Big: {0}\r\n\r\n", 431)]
    public async Task Request_LargerThanALimit_IsRefused(string request, int status)
    {
        await using var process = await WebProcess.StartAsync(_ => { }, settings: [("Web:MaxRequestLineBytes", "1024"), ("Web:MaxRequestHeadersBytes", "2048")]);

        var answer = await process.RawAsync(string.Format(null, request, new string('a', 4000)));

        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        answer.ShouldNotContain("Server:");
    }

    [Fact]
    public async Task Connections_OverTheLimit_AreClosedOnThePublicListenerOnly()
    {
        await using var process = await WebProcess.StartAsync(app => app.MapGet("/", () => "here"), settings: ("Web:MaxConnections", "1"));
        using var first = new TcpClient();
        await first.ConnectAsync("127.0.0.1", process.PublicPort);
        await first.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        (await first.GetStream().ReadAsync(new byte[1000])).ShouldBeGreaterThan(0);

        await Should.ThrowAsync<HttpRequestException>(() => process.Public.GetStringAsync("/"));
        (await process.Internal.GetStringAsync("/")).ShouldBe("here");

        first.Close();
        await EventuallyAsync(() => process.Public.GetStringAsync("/"));
    }

    [Fact]
    public async Task Headers_SentTooSlowly_EndTheConnection()
    {
        await using var process = await WebProcess.StartAsync(_ => { }, settings: ("Web:RequestHeadersTimeout", "00:00:00.300"));

        var answer = await process.RawAsync("GET / HTTP/1.1\r\nHost: x\r\n");

        answer.ShouldStartWith("HTTP/1.1 408 ");
    }

    [Theory]
    [InlineData("Web:RequestTimeout", "00:00:00")]
    [InlineData("Web:DrainTimeout", "-00:00:01")]
    [InlineData("Web:TrustedProxies:0", "10.0.0.0/99")]
    [InlineData("Web:MaxConections", "5")]
    public void Settings_Wrong_NameTheKey(string key, string value)
    {
        var errors = new StartupErrors();
        new ServiceCollection().AddSettings<WebSettings>(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build(), errors, "Web");

        errors.All.ShouldHaveSingleItem().ShouldContain(key.Split(':')[1]);
    }

    private static async Task EventuallyAsync(Func<Task> action)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                await action();
                return;
            }
            catch (HttpRequestException) when (i < 100)
            {
                await Task.Delay(20);
            }
        }
    }
}
