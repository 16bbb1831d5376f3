using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Modules;
using Monolith.Unit.Kernel.Web;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding.Fidelity;

/// <summary>Requests that two servers might cut or read differently are refused before a byte reaches the service, and by the endpoint in the process as well.</summary>
public sealed class SmugglingTests
{
    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["trap 2: CL and TE"] = Post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\nG"),
        ["trap 2: TE and CL"] = Post("Transfer-Encoding: chunked\r\nContent-Length: 6\r\n", "0\r\n\r\nG"),
        ["two CL, equal"] = Post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"),
        ["two CL, different"] = Post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"),
        ["CL list"] = Post("Content-Length: 5, 5\r\n", "hello"),
        ["trap 1: CL with plus"] = Post("Content-Length: +5\r\n", "hello"),
        ["trap 1: CL with plus and zero"] = Post("Content-Length: +05\r\n", "hello"),
        ["CL with leading zero"] = Post("Content-Length: 05\r\n", "hello"),
        ["CL negative"] = Post("Content-Length: -1\r\n", ""),
        ["CL hexadecimal"] = Post("Content-Length: 0x5\r\n", "hello"),
        ["CL with a space inside"] = Post("Content-Length: 1 5\r\n", "hello"),
        ["CL empty"] = Post("Content-Length: \r\n", "hello"),
        ["CL huge"] = Post("Content-Length: 99999999999999999999999\r\n", "hello"),
        ["CL over the limit"] = Post("Content-Length: 9223372036854775807\r\n", "hello"),
        ["trap 4: TE with a comma before"] = Post("Transfer-Encoding: ,chunked\r\n", "0\r\n\r\n"),
        ["TE misspelt"] = Post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"),
        ["TE chunked, identity"] = Post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"),
        ["TE identity, chunked"] = Post("Transfer-Encoding: identity, chunked\r\n", "0\r\n\r\n"),
        ["TE gzip, chunked"] = Post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"),
        ["TE twice"] = Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
        ["TE with a tab after the name"] = Post("Transfer-Encoding\t: chunked\r\n", "0\r\n\r\n"),
        ["TE with a vertical tab"] = Post("Transfer-Encoding: \u000bchunked\r\n", "0\r\n\r\n"),
        ["TE quoted"] = Post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"),
        ["trap 4: TE in HTTP/1.0"] = "POST /f/echo HTTP/1.0\r\nHost: movies.example\r\nX-User: s\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        ["space before the colon"] = Post("Content-Length : 5\r\n", "hello"),
        ["obs-fold"] = Post("X-A: b\r\n c\r\nContent-Length: 5\r\n", "hello"),
        ["obs-fold with a tab"] = Post("X-A: b\r\n\tContent-Length: 0\r\nContent-Length: 5\r\n", "hello"),
        ["obs-fold of the first header"] = "POST /f/echo HTTP/1.1\r\n Content-Length: 5\r\nHost: movies.example\r\nX-User: s\r\n\r\nhello",
        ["trap 4: bare LF in a header"] = Post("X-A: b\nContent-Length: 5\r\n", "hello"),
        ["trap 4: bare LF after the request line"] = "POST /f/echo HTTP/1.1\nHost: movies.example\r\nX-User: s\r\nContent-Length: 0\r\n\r\n",
        ["bare CR in a value"] = Post("X-A: b\rc\r\nContent-Length: 5\r\n", "hello"),
        ["NUL in a value"] = Post("X-A: b\0c\r\nContent-Length: 5\r\n", "hello"),
        ["trap 3: control character in a name"] = Post("\u0001X-Internal-User: 1\r\nContent-Length: 5\r\n", "hello"),
        ["trap 3: separator in a name"] = Post("X@y: 1\r\nContent-Length: 5\r\n", "hello"),
        ["non-ASCII in a name"] = Post("X-J\u00e9: 1\r\nContent-Length: 5\r\n", "hello"),
        ["space in a name"] = Post("X y: 1\r\nContent-Length: 5\r\n", "hello"),
        ["no name"] = Post(": 1\r\nContent-Length: 5\r\n", "hello"),
        ["no colon"] = Post("X-A\r\nContent-Length: 5\r\n", "hello"),
        ["trap 8: value that is not UTF-8"] = Post("X-Name: Jos\u00e9\r\nContent-Length: 5\r\n", "hello"),
        ["no Host"] = "GET /f/echo HTTP/1.1\r\nX-User: s\r\n\r\n",
        ["two Hosts"] = "GET /f/echo HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\nX-User: s\r\n\r\n",
        ["Host list"] = "GET /f/echo HTTP/1.1\r\nHost: a.example, b.example\r\nX-User: s\r\n\r\n",
        ["Host with a path"] = "GET /f/echo HTTP/1.1\r\nHost: a.example/x\r\nX-User: s\r\n\r\n",
        ["Host with user"] = "GET /f/echo HTTP/1.1\r\nHost: me@a.example\r\nX-User: s\r\n\r\n",
        ["absolute form, other Host"] = "GET http://other.example/f/echo HTTP/1.1\r\nHost: movies.example\r\nX-User: s\r\n\r\n",
        ["two spaces in the request line"] = "GET  /f/echo HTTP/1.1\r\nHost: movies.example\r\nX-User: s\r\n\r\n",
        ["tab in the request line"] = "GET\t/f/echo HTTP/1.1\r\nHost: movies.example\r\nX-User: s\r\n\r\n",
        ["space in the target"] = "GET /f/echo x HTTP/1.1\r\nHost: movies.example\r\nX-User: s\r\n\r\n",
        ["no version"] = "GET /f/echo\r\nHost: movies.example\r\nX-User: s\r\n\r\n",
        ["other version"] = "GET /f/echo HTTP/1.2\r\nHost: movies.example\r\nX-User: s\r\n\r\n",
        ["version 2 in text"] = "GET /f/echo HTTP/2.0\r\nHost: movies.example\r\nX-User: s\r\n\r\n",
        ["lower-case version"] = "GET /f/echo http/1.1\r\nHost: movies.example\r\nX-User: s\r\n\r\n",
        ["method with a separator"] = "GE@T /f/echo HTTP/1.1\r\nHost: movies.example\r\nX-User: s\r\n\r\n",
        ["NUL in the target"] = "GET /f/echo%00 HTTP/1.1\r\nHost: movies.example\r\nX-User: s\r\n\r\n",
        ["target not a path"] = "GET f/echo HTTP/1.1\r\nHost: movies.example\r\nX-User: s\r\n\r\n",
    };

    private static readonly Dictionary<string, string> BadChunks = new(StringComparer.Ordinal)
    {
        ["trap 5: size that is no number"] = "xyz\r\nhello\r\n0\r\n\r\n",
        ["size with 0x"] = "0x5\r\nhello\r\n0\r\n\r\n",
        ["size with plus"] = "+5\r\nhello\r\n0\r\n\r\n",
        ["size negative"] = "-5\r\nhello\r\n0\r\n\r\n",
        ["size too large"] = "FFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n",
        ["size with a space before"] = " 5\r\nhello\r\n0\r\n\r\n",
        ["size missing"] = "\r\nhello\r\n0\r\n\r\n",
        ["data longer than its size"] = "3\r\nhello\r\n0\r\n\r\n",
        ["data without its end"] = "5\r\nhelloX\r\n0\r\n\r\n",
        ["bare LF after the size"] = "5\nhello\r\n0\r\n\r\n",
        ["bare LF in an extension"] = "5;a\nb\r\nhello\r\n0\r\n\r\n",
        ["bare LF after the data"] = "5\r\nhello\n0\r\n\r\n",
    };

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    public static TheoryData<string> BadChunkNames => [.. BadChunks.Keys];

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public async Task Request_ReadDifferentlyByTwoServers_ReachesNeitherSide(string name)
    {
        await using var service = Recorder();
        await using var host = await StartAsync(service);

        foreach (var user in new[] { EdgeHost.OnService, EdgeHost.OnMonolith })
        {
            var answer = await SendAsync(host, Refused[name].Replace("X-User: s", $"X-User: {user}", StringComparison.Ordinal));

            // Nothing, where the connection was just closed.
            answer.ShouldMatch("^(HTTP/1.1 (400|404|413|501|505) |$)");
            answer.ShouldNotContain("local");
        }

        service.Accepted.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(BadChunkNames))]
    public async Task ChunkedBody_Malformed_IsRefusedAndNoWholeRequestReachesTheService(string name)
    {
        var whole = 0;
        var service = new FaultyService(async c =>
        {
            await c.ReadHeadAsync();
            if ((await c.ReadToEndAsync()).EndsWith("0\r\n\r\n", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref whole);
            }
        });
        await using var host = await StartAsync(service);

        foreach (var user in new[] { EdgeHost.OnService, EdgeHost.OnMonolith })
        {
            var answer = await SendAsync(host, Post("Transfer-Encoding: chunked\r\n", BadChunks[name]).Replace("X-User: s", $"X-User: {user}", StringComparison.Ordinal));

            answer.ShouldMatch("^HTTP/1.1 400 ");
            answer.ShouldNotContain("local");
        }

        await service.DisposeAsync();
        whole.ShouldBe(0);
    }

    [Fact]
    public async Task Pipelined_FaultyRequestBehindAGoodOne_OnlyTheGoodOneIsForwarded()
    {
        await using var service = Recorder();
        await using var host = await StartAsync(service);

        var answer = await SendAsync(host, Post("Content-Length: 5\r\n", "hello") + Post("Content-Length: +5\r\n", "hello") + Post("Content-Length: 5\r\n", "hello"));

        answer.ShouldStartWith("HTTP/1.1 200 ");
        answer.ShouldContain("HTTP/1.1 400 ");
        service.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Pipelined_RequestInABody_StaysABody()
    {
        await using var service = Recorder();
        await using var host = await StartAsync(service);
        const string inner = "GET /f/echo?smuggled HTTP/1.1\r\nHost: movies.example\r\nX-User: s\r\n\r\n";

        await SendAsync(host, Post($"Content-Length: {inner.Length}\r\nConnection: close\r\n", inner));

        service.Heads.ShouldHaveSingleItem().ShouldStartWith("POST /f/echo HTTP/1.1\r\n");
    }

    [Theory]
    [InlineData("/F/ECHO")]
    [InlineData("/f/%65cho")]
    [InlineData("/f/x/%2e%2e/echo")]
    [InlineData("/f/x/../echo")]
    public async Task Path_SpeltOtherwise_IsTheSameRouteOnEitherSide(string target)
    {
        // Trap 7: the decision is taken on the matched route; the service gets what the client wrote.
        await using var service = Recorder();
        await using var host = await StartAsync(service);

        await SendAsync(host, $"GET {target} HTTP/1.1\r\nHost: movies.example\r\nX-User: s\r\nConnection: close\r\n\r\n");
        (await SendAsync(host, $"GET {target} HTTP/1.1\r\nHost: movies.example\r\nX-User: m\r\nConnection: close\r\n\r\n")).ShouldContain("local");

        service.Heads.ShouldHaveSingleItem().ShouldStartWith($"GET {target} HTTP/1.1\r\n");
    }

    private static string Post(string headers, string body) => $"POST /f/echo HTTP/1.1\r\nHost: movies.example\r\nX-User: s\r\n{headers}\r\n{body}";

    private static FaultyService Recorder() => new(async c =>
    {
        while ((await c.ReadHeadAsync()).Length > 0)
        {
            if (c.LastHead.Contains("Content-Length: ", StringComparison.Ordinal))
            {
                await c.ReadBodyAsync(int.Parse(c.LastHead.Split("Content-Length: ")[1].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture));
            }

            await c.WriteAsync(FaultyService.Ok);
        }
    });

    private static Task<WebProcess> StartAsync(FaultyService service) => EdgeHost.StartAsync(
        service.Url,
        app => app.Map("/f/echo", async (HttpContext context) => "local" + await new StreamReader(context.Request.Body).ReadToEndAsync())
            .WithMetadata(new ExtractableAttribute("favorites.any")));

    private static Task<string> SendAsync(WebProcess host, string request) => RawAnswer.SendAsync(host.PublicPort, Encoding.Latin1.GetBytes(request), TimeSpan.FromSeconds(3));
}
