using System.Net;
using System.Net.Sockets;
using System.Text;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Edge;

/// <summary>What Kestrel takes and another server would read differently must not get as far as a side.</summary>
public sealed class MalformedRequestTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    [Theory]
    [InlineData("Content-Length: +17\r\n")]
    [InlineData("Content-Length: 0017\r\n")]
    [InlineData("Content-Length: 17\r\nTransfer-Encoding: chunked\r\n")]
    [InlineData("Transfer-Encoding: ,chunked\r\n")]
    [InlineData("Content-Length: 17\r\n\u0001X-Internal-User: 1\r\n")]
    [InlineData("Content-Length: 17\r\nX@y: 1\r\n")]
    [InlineData("Content-Length: 17\r\nContent-Length: 18\r\n")]
    public async Task AmbiguousRequest_OnEitherSide_IsRefused(string headers)
    {
        var user = await Api.SignUpAsync();
        foreach (var percent in new[] { 0, 100 })
        {
            await Operator.ShiftAsync("favorites", percent);

            (await StatusOfAsync(headers, user.Token)).ShouldBe(400, $"at {percent} %");
        }

        (await user.ListAsync()).ShouldBe(200, "[]");
    }

    [Fact]
    public async Task MalformedChunkedBody_OnEitherSide_IsTheCallersFault()
    {
        var user = await Api.SignUpAsync();
        foreach (var percent in new[] { 0, 100 })
        {
            await Operator.ShiftAsync("favorites", percent);

            (await StatusOfAsync("Transfer-Encoding: chunked\r\n", user.Token, "nothex\r\n{\"movie_id\":268}\r\n0\r\n\r\n")).ShouldBe(400, $"at {percent} %");
        }
    }

    [Theory]
    [InlineData("/api/favorites", "favorites")]
    [InlineData("/wallet/add", "wallet")]
    public async Task MalformedChunkedBody_OnEitherSide_HasTheSameAnswer(string path, string module)
    {
        var user = await Api.SignUpAsync();
        await Operator.ShiftAsync(module, 0);
        var onMonolith = await AnswerOfAsync(path, "Transfer-Encoding: chunked\r\n", user.Token, "nothex\r\n{}\r\n0\r\n\r\n");
        await Operator.ShiftAsync(module, 100);
        var onService = await AnswerOfAsync(path, "Transfer-Encoding: chunked\r\n", user.Token, "nothex\r\n{}\r\n0\r\n\r\n");

        Essence(onService).ShouldBe(Essence(onMonolith));

        static string Essence(string answer) => $"{answer.Split("\r\n")[0]} {answer[answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]}";
    }

    private async Task<int> StatusOfAsync(string headers, string token, string body = """{"movie_id":268}_""")
        => int.Parse((await AnswerOfAsync("/api/favorites", headers, token, body)).AsSpan(9, 3));

    private async Task<string> AnswerOfAsync(string path, string headers, string token, string body)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Environment.HostUrl.Port);
        var request = $"POST {path} HTTP/1.1\r\nHost: {Environment.HostUrl.Authority}\r\nAuthorization: Bearer {token}\r\n"
            + $"Content-Type: application/json\r\nConnection: close\r\n{headers}\r\n{body}";
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        var answer = await new StreamReader(socket.GetStream(), Encoding.UTF8).ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(10));
        answer.ShouldStartWith("HTTP/1.1 ");
        return answer;
    }
}
