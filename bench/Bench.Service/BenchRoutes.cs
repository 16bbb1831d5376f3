namespace Monolith.Bench.Service;

/// <summary>What both sides answer: as little work as can be, so that what is measured is the way there.</summary>
public static class BenchRoutes
{
    private const int Small = 1024;
    private const int Large = 100 * 1024;

    private static readonly byte[] SmallAnswer = Answer(Small);
    private static readonly byte[] LargeAnswer = Answer(Large);

    /// <summary><c>GET /bench/small</c> (1 KB), <c>POST /bench/items</c> (reads the body, answers 1 KB), <c>GET /bench/large</c> (100 KB).</summary>
    /// <returns>The endpoints and their flags, for whoever adds metadata.</returns>
    public static IReadOnlyList<(string Flag, IEndpointConventionBuilder Endpoint)> MapBench(this IEndpointRouteBuilder endpoints) =>
    [
        ("bench.small", endpoints.MapGet("/bench/small", context => WriteAsync(context, SmallAnswer))),
        ("bench.items", endpoints.MapPost("/bench/items", ReadAndWriteAsync)),
        ("bench.large", endpoints.MapGet("/bench/large", context => WriteAsync(context, LargeAnswer))),
    ];

    private static async Task ReadAndWriteAsync(HttpContext context)
    {
        var body = context.Request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(context.RequestAborted);
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        await WriteAsync(context, SmallAnswer);
    }

    private static Task WriteAsync(HttpContext context, byte[] answer)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        return context.Response.Body.WriteAsync(answer, context.RequestAborted).AsTask();
    }

    // A JSON string of exactly that many bytes.
    private static byte[] Answer(int size)
    {
        var answer = new byte[size];
        answer.AsSpan().Fill((byte)'x');
        answer[0] = answer[^1] = (byte)'"';
        return answer;
    }
}
