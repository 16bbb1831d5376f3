using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Modules;

namespace Monolith.Unit.Strangler.Forwarding.Fidelity;

/// <summary>Endpoints that tell a test how far they came with its request, and wait for it; mapped alike in the service and in the host.</summary>
internal static class LiveEndpoints
{
    /// <summary>The length of each part of an upload, in bytes: so small that whoever waits for more before sending it on is found out.</summary>
    public const int UploadPart = 5;

    private static readonly ConcurrentDictionary<string, Stage> Stages = new(StringComparer.Ordinal);

    /// <summary>How far the request to <c>/live/…/{id}</c> came.</summary>
    public static Stage StageOf(string id) => Stages.GetOrAdd(id, _ => new Stage());

    public static void Map(WebApplication app)
    {
        void At(string path, Func<HttpContext, Stage, Task> handler)
            => app.Map("/live/" + path + "/{id}", (HttpContext context, string id) => RunAsync(context, StageOf(id), handler)).WithMetadata(new ExtractableAttribute("favorites.any"));

        At("silent", (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        At("endless", async (context, _) =>
        {
            await context.Response.WriteAsync("first");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        At("two-parts", async (context, stage) =>
        {
            await context.Response.WriteAsync("first");
            await context.Response.Body.FlushAsync();
            await stage.GoOn.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("second");
        });
        At("upload", async (context, stage) =>
        {
            await context.Request.Body.ReadExactlyAsync(new byte[1], context.RequestAborted);
            stage.FirstPart.TrySetResult();
            using var rest = new MemoryStream();
            await context.Request.Body.CopyToAsync(rest, context.RequestAborted);
            await context.Response.WriteAsync($"{1 + rest.Length}");
        });
    }

    private static async Task RunAsync(HttpContext context, Stage stage, Func<HttpContext, Stage, Task> handler)
    {
        stage.Begun.TrySetResult();
        try
        {
            await handler(context, stage);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            stage.Aborted.TrySetResult();
        }
    }

    internal sealed class Stage
    {
        public TaskCompletionSource Begun { get; } = New();

        public TaskCompletionSource FirstPart { get; } = New();

        public TaskCompletionSource GoOn { get; } = New();

        public TaskCompletionSource Aborted { get; } = New();

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
