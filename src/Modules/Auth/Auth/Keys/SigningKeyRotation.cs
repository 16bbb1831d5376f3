using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Monolith.Auth.Keys;

/// <summary>Adds the next key when it is due, removes retired ones, and takes in what other hosts did.</summary>
internal sealed partial class SigningKeyRotation(
    SigningKeyStore store, SigningKeyRing ring, AuthSettings settings, TimeProvider time, ILogger<SigningKeyRotation> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.SigningKeys.RefreshInterval, time);
        do
        {
            try
            {
                await store.MaintainAsync(stoppingToken);
                await ring.RefreshAsync();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The keys in memory go on; whatever it was, the next round tries again.
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(EventIds.SigningKeyRotationFailed, LogLevel.Warning, "The signing keys could not be looked after; trying again later")]
    private partial void LogFailed(Exception exception);
}
