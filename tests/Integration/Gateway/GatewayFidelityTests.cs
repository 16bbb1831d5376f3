using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Gateway;

/// <summary>The monolith's clients must not notice that there is something in front of it.</summary>
[Collection(NodeShops.Name)]
public sealed class GatewayFidelityTests(NodeShops shops)
{
    private GatewayUnderTest Gateway => shops.Gateway;

    [NodeFact]
    public async Task Answer_Redirect_HasTheMonolithsHeadersAndNoOthers()
    {
        var direct = await HeadersAsync(shops.MonolithPort, "/redirect");
        var through = await HeadersAsync(Gateway.Port, "/redirect");

        through.ShouldBe(direct);
        through.ShouldContain("Location: /elsewhere?q=%2F");
        through.ShouldContain("Set-Cookie: a=1; Path=/, b=2; HttpOnly");
        through.ShouldContain("X-Request-ID: of-the-shop");
        through.ShouldContain("Access-Control-Allow-Origin: https://shop.example");
    }

    [NodeFact]
    public async Task Answer_EmptyErrorOfTheMonolith_GetsNoBody()
    {
        var answer = await Gateway.RawAsync("GET /nothing HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 404 ");
        answer.ShouldNotContain("Content-Type");
        answer.ShouldEndWith("\r\n\r\n0\r\n\r\n");
    }

    [NodeFact]
    public async Task Request_TargetMethodAndBody_ReachTheMonolithAsTheyAre()
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/api/a%2Fb?x=%20&y") { Content = new StringContent("Grüße") };
        request.Headers.Host = "shop.example";
        request.Headers.Add("X-Custom", ["1", "2"]);
        using var response = await Gateway.Client.SendAsync(request);

        var seen = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        seen["method"]!.GetValue<string>().ShouldBe("PATCH");
        seen["url"]!.GetValue<string>().ShouldBe("/api/a%2Fb?x=%20&y");
        seen["body"]!.GetValue<string>().ShouldBe("Grüße");
        seen["headers"]!["host"]!.GetValue<string>().ShouldBe("shop.example");
        seen["headers"]!["x-custom"]!.GetValue<string>().ShouldBe("1, 2");
        seen["headers"]!["x-forwarded-for"]!.GetValue<string>().ShouldBe("127.0.0.1");
    }

    [NodeFact]
    public async Task Request_BodyLargerThanAHostWouldTake_IsTheMonolithsToJudge()
    {
        var body = RandomNumberGenerator.GetBytes(8 * 1024 * 1024);
        using var response = await Gateway.Client.PostAsync("/large", new ByteArrayContent(body));

        (await response.Content.ReadAsStringAsync()).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(body)));
    }

    [NodeFact]
    public async Task EventStream_OfEitherSide_ArrivesAsItIsWritten()
    {
        foreach (var (percent, side) in new[] { (0, "monolith"), (100, "service") })
        {
            await Gateway.ShiftAsync("orders.live", percent);
            using var response = await Gateway.Client.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

            (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe($"data: {side} 1");
            await reader.ReadLineAsync();
            (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe($"data: {side} 2");
        }
    }

    [NodeFact]
    public async Task WebSocket_OfEitherSide_IsCarried()
    {
        await Gateway.ShiftAsync("orders.live", 100);
        foreach (var (path, side) in new[] { ("/chat", "monolith"), ("/events", "service") })
        {
            using var socket = new ClientWebSocket();
            socket.Options.Proxy = null;
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await socket.ConnectAsync(new($"ws://127.0.0.1:{Gateway.Port}{path}"), limit.Token);
            await socket.SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, endOfMessage: true, limit.Token);

            var buffer = new byte[100];
            var received = await socket.ReceiveAsync(buffer, limit.Token);

            Encoding.UTF8.GetString(buffer, 0, received.Count).ShouldBe($"{side}: hello");
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        }
    }

    [NodeFact]
    public async Task MonolithDown_Is502()
    {
        await using var gateway = new GatewayUnderTest(shops.FileText().Replace($":{shops.MonolithPort}\"", $":{Ports.Free()}\"", StringComparison.Ordinal));
        await gateway.StartAsync();

        (await gateway.SendAsync(HttpMethod.Post, "/")).ShouldBe((HttpStatusCode.BadGateway, "gateway"));
    }

    private static async Task<List<string>> HeadersAsync(int port, string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
        using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{port}{path}"));
        return
        [
            $"{(int)response.StatusCode}",
            // The time, and what is for the one connection.
            .. response.Headers.Concat(response.Content.Headers).Where(h => h.Key is not ("Date" or "Connection" or "Keep-Alive" or "Transfer-Encoding" or "Content-Length"))
                .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order(StringComparer.Ordinal),
        ];
    }
}
