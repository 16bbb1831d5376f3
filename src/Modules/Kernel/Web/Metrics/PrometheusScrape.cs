using System.Text;
using Microsoft.AspNetCore.Http;

namespace Monolith.Kernel.Web.Metrics;

/// <summary>Answers <c>/metrics</c>. Scrapes that come together take turns: the SDK collects for one at a time.</summary>
internal sealed class PrometheusScrape : IDisposable
{
    private const int CollectMilliseconds = 5000;
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly SemaphoreSlim _turn = new(1, 1);

    public PrometheusExporter Exporter { get; } = new();

    public async Task AnswerAsync(HttpContext context)
    {
        if (await CollectAsync(context.RequestAborted) is not { } text)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<string?> CollectAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return Exporter.Collect?.Invoke(CollectMilliseconds) == true ? Exporter.Text : null;
        }
        finally
        {
            _turn.Release();
        }
    }
}
