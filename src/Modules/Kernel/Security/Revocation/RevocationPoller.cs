using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Monolith.Kernel.Security.Revocation;

/// <summary>Keeps the <see cref="RevocationCache"/> fresh. Tells once when it cannot, and once when it can again.</summary>
internal sealed partial class RevocationPoller(RevocationCache cache, TokenSecuritySettings settings, TimeProvider time, ILogger<RevocationPoller> logger)
    : BackgroundService
{
    // Longer than freshness lasts: a slow answer is late, but not lost.
    private static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(2);

    // A source that is down is not asked so often, nor are its failures logged so often further down.
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private bool _failing;

    /// <summary>Before anything listens, so that the first requests need not ask for their sessions one by one; a source that is down does not keep the process from starting.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await PollAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await PollAsync(stoppingToken);
            await Task.Delay(_failing ? RetryInterval : settings.RevocationPollInterval, time, stoppingToken);
        }
    }

    private async Task PollAsync(CancellationToken stoppingToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        timeout.CancelAfter(PollTimeout);
        try
        {
            await cache.PollAsync(timeout.Token);
            if (_failing)
            {
                LogFreshAgain();
                _failing = false;
            }
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // Also what nobody foresaw: a poller that has ended would leave every request to a question of its own.
            if (!_failing)
            {
                LogStale(e);
                _failing = true;
            }
        }
    }

    [LoggerMessage(SecurityEventIds.RevocationsStale, LogLevel.Warning, "Log-outs cannot be read; until they can, each request asks for its own session")]
    private partial void LogStale(Exception exception);

    [LoggerMessage(SecurityEventIds.RevocationsFreshAgain, LogLevel.Information, "Log-outs are read again")]
    private partial void LogFreshAgain();
}
