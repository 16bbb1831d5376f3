using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monolith.Unit.Kernel.Messaging.Peers;

/// <summary>A process that says it has the probe module: tells the sender's own contracts back, as changed by a test, and answers as a test wants it to.</summary>
internal sealed class FakePeer : IAsyncDisposable
{
    public const string Answered = """{"value":{"text":"a","correlationId":null,"userId":null,"hasDeadline":false,"numbers":[]}}""";
    private readonly WebApplication _app;

    private FakePeer(WebApplication app, Uri url) => (_app, Url) = (app, url);

    public Uri Url { get; }

    public string Instance { get; set; } = "first";

    /// <summary>What is other in its contracts.</summary>
    public Action<JsonNode>? Change { get; set; }

    public Func<HttpContext, Task> Answer { get; set; } = context => context.Response.WriteAsync(Answered);

    /// <summary>The tokens of requests that were not refused, in the order they came.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    public int Greetings => _greetings;

    private int _greetings;

    public static async Task<FakePeer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var peer = new FakePeer(builder.Build(), new Uri($"http://127.0.0.1:{Ports.Free()}"));
        peer._app.Urls.Add(peer.Url.ToString());
        peer._app.MapPost("/internal/contracts", peer.TellContractsAsync);
        peer._app.MapPost("/internal/requests/probe/{request}", peer.AnswerAsync);
        await peer._app.StartAsync();
        return peer;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TellContractsAsync(HttpContext context)
    {
        Interlocked.Increment(ref _greetings);
        var contracts = (await JsonNode.ParseAsync(context.Request.Body))!;
        contracts["instance"] = Instance;
        if (Change is not null)
        {
            Change(contracts);
            contracts["fingerprint"] = "other";
        }

        await context.Response.WriteAsync(contracts.ToJsonString());
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var token = context.Request.Headers.Authorization.ToString();
        if (token.Split('|')[3] != Instance)
        {
            context.Response.StatusCode = (int)HttpStatusCode.MisdirectedRequest;
            return;
        }

        Tokens.Enqueue(token);
        await Answer(context);
    }
}
