using System.Text;
using Monolith.Strangler.Routing.Forwarding.Http1;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding.Http1;

/// <summary>The head of an answer, in whatever pieces it comes; and what must not be taken for one.</summary>
public sealed class ResponseHeadTests
{
    private const string Whole = "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nX-Empty:\r\nX-Blank: \t a b \t\r\nConnection: keep-alive, X-Hop\r\nContent-Length: 12\r\n\r\n";

    [Fact]
    public void TryRead_EveryCut_WaitsForTheEndAndReadsTheSame()
    {
        var bytes = Encoding.Latin1.GetBytes(Whole + "body");
        for (var first = 0; first < Whole.Length; first++)
        {
            for (var second = first; second < Whole.Length; second += 7)
            {
                var head = new ResponseHead();
                head.TryRead(bytes.AsSpan(0, first)).ShouldBeFalse();
                head.TryRead(bytes.AsSpan(0, second)).ShouldBeFalse();

                head.TryRead(bytes).ShouldBeTrue();

                Shown(head, bytes).ShouldBe("404 Not Found|Content-Type=text/plain|X-Empty=|X-Blank=a b|Connection=keep-alive, X-Hop|Content-Length=12|");
                (head.Length, head.ContentLength, head.KeepsAlive, head.IsChunked).ShouldBe((Whole.Length, 12L, true, false));
                head.ForTheConnection.ShouldBe(["X-Hop"]);
            }
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 200\r\n\r\n", "200 |")]
    [InlineData("HTTP/1.1 200 \r\n\r\n", "200 |")]
    [InlineData("HTTP/1.0 299 Fine\nX-A: b\n\n", "299 Fine|X-A=b|")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", "200 OK|Content-Length=5|Content-Length=5|")]
    public void TryRead_WhatServersSend_IsRead(string text, string expected)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var head = new ResponseHead();

        head.TryRead(bytes).ShouldBeTrue();

        Shown(head, bytes).ShouldBe(expected);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("HTTP/2.0 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.2 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 +20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1  200 OK\r\n\r\n")]
    [InlineData("\r\nHTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n: no name\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Blank : a\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Folded: a\r\n b\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Return: a\rb\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Null: a\0b\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0x5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n")]
    public void TryRead_WhatTwoReadersCouldUnderstandDifferently_IsRefused(string text)
        => Should.Throw<NotHttpException>(() => new ResponseHead().TryRead(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void TryRead_NoEndWithinTheLimit_IsRefused()
    {
        var head = new ResponseHead();
        var text = "HTTP/1.1 200 OK\r\nX-Long: " + new string('x', ResponseHead.Largest);

        head.TryRead(Encoding.Latin1.GetBytes(text[..(ResponseHead.Largest - 1)])).ShouldBeFalse();
        Should.Throw<NotHttpException>(() => head.TryRead(Encoding.Latin1.GetBytes(text)));
    }

    [Theory]
    [InlineData("200", "", false, nameof(BodyFraming.UntilClose))]
    [InlineData("200", "Content-Length: 5\r\n", false, nameof(BodyFraming.Length))]
    [InlineData("200", "Content-Length: 0\r\n", false, nameof(BodyFraming.None))]
    [InlineData("200", "Transfer-Encoding: Chunked\r\n", false, nameof(BodyFraming.Chunked))]
    [InlineData("200", "Transfer-Encoding: chunked\r\n", true, nameof(BodyFraming.None))]
    [InlineData("200", "Content-Length: 5\r\n", true, nameof(BodyFraming.None))]
    [InlineData("204", "", false, nameof(BodyFraming.None))]
    [InlineData("304", "Content-Length: 5\r\n", false, nameof(BodyFraming.None))]
    public void Framing_IsThatOfTheStandard(string status, string header, bool toHead, string expected)
    {
        var head = new ResponseHead();
        head.TryRead(Encoding.Latin1.GetBytes($"HTTP/1.1 {status} Reason\r\n{header}\r\n")).ShouldBeTrue();

        head.Framing(toHead).ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: Keep-Alive\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: X-Hop, Close\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", true)]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n", false)]
    public void KeepsAlive_IsWhatTheServerSays(string text, bool expected)
    {
        var head = new ResponseHead();
        head.TryRead(Encoding.Latin1.GetBytes(text)).ShouldBeTrue();

        head.KeepsAlive.ShouldBe(expected);
    }

    private static string Shown(ResponseHead head, byte[] bytes)
    {
        var shown = new StringBuilder($"{head.Status} {Encoding.Latin1.GetString(bytes[head.Reason])}|");
        foreach (var line in head.Lines)
        {
            shown.Append(Encoding.Latin1.GetString(line.Name(bytes))).Append('=').Append(Encoding.Latin1.GetString(line.Value(bytes))).Append('|');
        }

        return shown.ToString();
    }
}
