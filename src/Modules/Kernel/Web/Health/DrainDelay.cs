using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Monolith.Kernel.Web.Health;

/// <summary>Holds the stop back for <see cref="WebSettings.DrainDelay"/>, before any service is stopped, while readiness answers 503 already.</summary>
internal sealed partial class DrainDelay(WebSettings settings, ILogger<DrainDelay> logger) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        LogDraining(settings.DrainTimeout);
        await Task.Delay(settings.DrainDelay, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventIds.Draining, LogLevel.Information, "Stopping: running requests have {Timeout} to finish")]
    private partial void LogDraining(TimeSpan timeout);
}
