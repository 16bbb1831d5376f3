using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;
using Monolith.Unit.Kernel.Web;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding;

/// <summary>The service breaks at every stage of every kind of request: counted over both sides, nothing runs twice, and no torn answer passes for whole.</summary>
public sealed class NeverTwiceTests : IDisposable
{
    private const string Body = """{"movie_id":268}""";
    private const string Whole = "the monolith's whole answer";

    private static readonly string[] Stages =
        ["refuse", "close", "head", "mid request", "body", "stall", "mid head", "mid answer", "mid chunked answer", "no end of chunked answer"];

    private readonly string _folder = Directory.CreateTempSubdirectory("never-twice-").FullName;
    private readonly ConcurrentBag<string> _executed = [];
    // Stands for the table in the module's schema, which both placements share.
    private readonly ConcurrentDictionary<string, byte> _keys = new(StringComparer.Ordinal);

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var transport in new[] { "http", "unix", "http2" })
            {
                foreach (var stage in Stages)
                {
                    cases.Add(transport, stage);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Send_ServiceBreaks_NothingRunsTwice(string transport, string stage)
    {
        await using var service = await StartServiceAsync(transport, stage);
        await using var host = await EdgeHost.StartAsync(
            service.Url, MapLocal,
            ("Strangler:Services:favorites:Protocol", transport == "http2" ? "Http2" : "Http1"), ("Strangler:ConnectTimeout", "00:00:05"), ("Strangler:Breaker:FailureRatio", "1"),
            ("Strangler:Breaker:MinimumThroughput", "1000"), ("Strangler:FallbackAfter", stage == "stall" ? "00:00:00.200" : "00:00:20"),
            ("Strangler:ActivityTimeout", stage == "stall" ? "00:00:00.400" : "00:00:20"));
        var requests =
            from method in new[] { "GET", "POST", "PUT", "DELETE" }
            from hasBody in new[] { true, false }
            from path in new[] { "/f/plain", "/f/keyed" }
            from hasKey in new[] { true, false }
            select (method, hasBody, path, hasKey);

        await Task.WhenAll(requests.Select(r => CheckAsync(host, stage, r.method, r.path, r.hasBody, r.hasKey)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task CheckAsync(WebProcess host, string stage, string method, string path, bool hasBody, bool hasKey)
    {
        var id = $"{method} {path} body:{hasBody} key:{hasKey}";
        using var request = new HttpRequestMessage(new(method), path) { Headers = { { "X-User", EdgeHost.OnService }, { "X-Id", id } } };
        if (hasKey)
        {
            request.Headers.Add(IdempotentByKeyAttribute.Header, Guid.NewGuid().ToString("N"));
        }

        request.Content = hasBody ? new StringContent(Body) : null;
        using var response = await host.Public.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();

        var isSafe = method == "GET";
        var mayRunAgain = isSafe || hasKey && path == "/f/keyed";
        var runs = _executed.Count(e => e == id);
        if (mayRunAgain || stage == "refuse")
        {
            ((int)response.StatusCode, answer).ShouldBe((200, $"{Whole} {(hasBody ? Body : "")}"), id);
        }
        else
        {
            // Closed before the first byte was written, nothing was sent: then the monolith may answer.
            ((int)response.StatusCode is 502 or 200).ShouldBeTrue($"{id}: {(int)response.StatusCode}");
            (response.IsSuccessStatusCode ? answer.StartsWith(Whole, StringComparison.Ordinal) : !answer.Contains("begin", StringComparison.Ordinal)).ShouldBeTrue($"{id}: {answer}");
        }

        if (!isSafe)
        {
            runs.ShouldBeLessThanOrEqualTo(1, id);
        }
    }

    private void Execute(string id, string? key, bool isKeyed)
    {
        if (!isKeyed || key is null || _keys.TryAdd(key, 0))
        {
            _executed.Add(id);
        }
    }

    private void MapLocal(WebApplication app)
    {
        async Task AnswerAsync(HttpContext context)
        {
            var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            Execute(context.Request.Headers["X-Id"].ToString(), context.Request.Headers[IdempotentByKeyAttribute.Header], context.Request.Path == "/f/keyed");
            await context.Response.WriteAsync($"{Whole} {body}");
        }

        app.Map("/f/plain", AnswerAsync).WithMetadata(new ExtractableAttribute("favorites.any"));
        app.Map("/f/keyed", AnswerAsync).WithMetadata(new ExtractableAttribute("favorites.any"), new IdempotentByKeyAttribute());
    }

    private async Task<Service> StartServiceAsync(string transport, string stage)
    {
        var (port, socket) = (Ports.Free(), Path.Combine(_folder, "service.sock"));
        if (stage == "refuse")
        {
            return new(transport == "unix" ? $"unix:{socket}" : $"http://127.0.0.1:{port}", null);
        }

        if (transport == "http2" && stage != "close")
        {
            return new($"http://127.0.0.1:{port}", await TestService.StartAsync(port, app => app.Run(context => BreakAsync(context, stage)), HttpProtocols.Http2));
        }

        var faulty = new FaultyService(c => BreakAsync(c, stage), transport == "unix" ? socket : null);
        return new(faulty.Url, faulty);
    }

    private async Task BreakAsync(FaultyService.Connection connection, string stage)
    {
        if (stage == "close" || (await connection.ReadHeadAsync()).Length == 0)
        {
            return;
        }

        string? Header(string name) => connection.LastHead.Split("\r\n").FirstOrDefault(l => l.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];

        var length = Header("Content-Length") is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;
        await connection.ReadBodyAsync(stage switch { "head" => 0, "mid request" => length / 2, _ => length });
        Execute(Header("X-Id")!, Header(IdempotentByKeyAttribute.Header), connection.LastHead.Contains(" /f/keyed ", StringComparison.Ordinal));
        switch (stage)
        {
            case "stall":
                await connection.StallAsync();
                break;
            case "mid head":
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Le");
                break;
            case "mid answer":
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin");
                break;
            case "mid chunked answer":
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nbegin");
                break;
            case "no end of chunked answer":
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegin\r\n");
                break;
        }
    }

    private async Task BreakAsync(HttpContext context, string stage)
    {
        if (stage is not "head")
        {
            await new StreamReader(context.Request.Body).ReadToEndAsync();
        }

        Execute(context.Request.Headers["X-Id"].ToString(), context.Request.Headers[IdempotentByKeyAttribute.Header], context.Request.Path == "/f/keyed");
        switch (stage)
        {
            case "stall":
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case "mid answer":
                context.Response.ContentLength = 100;
                await context.Response.WriteAsync("begin");
                break;
            case "mid chunked answer" or "no end of chunked answer":
                await context.Response.WriteAsync("begin");
                break;
        }

        context.Abort();
    }

    private sealed record Service(string Url, IAsyncDisposable? Running) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Running?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
