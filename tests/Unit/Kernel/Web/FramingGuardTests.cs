using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Web.Listening;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Web;

public sealed class FramingGuardTests
{
    [Theory]
    [InlineData("Content-Length: +5\r\n", "Hello")]
    [InlineData("Content-Length: 05\r\n", "Hello")]
    [InlineData("Content-Length: -0\r\n", "")]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n")]
    [InlineData("Transfer-Encoding: ,chunked\r\n", "0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n")]
    [InlineData("Content-Length: 5\n", "Hello")]
    [InlineData("X-A: b\nX-C: d\r\n", "")]
    public async Task Request_ThatServersCutDifferently_IsRefusedAndTheConnectionEnds(string headers, string body)
    {
        await using var process = await StartAsync();

        var answer = await process.RawAsync($"POST /echo HTTP/1.1\r\nHost: x\r\n{headers}\r\n{body}");

        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldNotContain("echo:");
    }

    [Fact]
    public async Task TransferEncoding_InHttp10_IsRefused()
    {
        await using var process = await StartAsync();

        (await process.RawAsync("POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")).ShouldMatch("^HTTP/1.[01] 400 ");
    }

    [Fact]
    public async Task Requests_WellFramed_AreAllAnsweredOnOneConnection()
    {
        await using var process = await StartAsync();

        var answer = await process.RawAsync(
            "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\nContent-Length: +5\r\n"
            + "\r\nGET /echo HTTP/1.1\r\nHost: x\r\n\r\n"
            + "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n5;a=b\r\nab\ncd\r\n2\r\nef\r\n0\r\nX-Trailer: 1\r\n\r\n"
            + "POST /unread HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na\nb"
            + "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        answer.Split("HTTP/1.1 200 OK").Length.ShouldBe(6);
        answer.ShouldContain("echo:Content-Length: +5\r\n");
        answer.ShouldContain("echo:ab\ncdef");
    }

    [Fact]
    public async Task FaultyRequest_AfterAGoodOne_IsRefused()
    {
        await using var process = await StartAsync();

        var answer = await process.RawAsync(
            "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc" + "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\nabc");

        answer.Split("echo:").Length.ShouldBe(2);
        answer.ShouldContain("HTTP/1.1 400 ");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Framing_HoweverTheBytesCome_SeesTheSame(int size)
    {
        var good = Encoding.Latin1.GetBytes(
            "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab\nPOST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n0123456\n89\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n");
        var bad = Encoding.Latin1.GetBytes("GET / HTTP/1.1\r\nContent-Length: +1\r\n\r\n");
        var framing = new RequestFraming();

        Array.ForEach(good.Chunk(size).ToArray(), part => framing.Consumed(new ReadOnlySequence<byte>(part)));
        framing.Fault.ShouldBeNull();

        Array.ForEach(bad.Chunk(size).ToArray(), part => framing.Consumed(new ReadOnlySequence<byte>(part)));
        framing.Fault.ShouldNotBeNull().ShouldContain("Content-Length");
    }

    [Theory]
    [InlineData("\u0016\u0003\u0001\n\n\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\n\n")]
    public void Framing_OfAnotherProtocol_IsNotLookedInto(string bytes)
    {
        var framing = new RequestFraming();

        framing.Consumed(new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(bytes)));

        framing.Fault.ShouldBeNull();
    }

    private static Task<WebProcess> StartAsync() => WebProcess.StartAsync(app =>
    {
        app.Map("/echo", async (HttpContext context) => "echo:" + await new StreamReader(context.Request.Body).ReadToEndAsync());
        app.MapPost("/unread", () => "unread");
    });
}
