using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data;

namespace Monolith.Kyc.Protection;

/// <summary>Runs <see cref="KycReEncryption"/> after the start and then now and again.</summary>
internal sealed partial class KycReEncryptionRounds(
    IServiceScopeFactory scopes, KycEncryptionState state, KycSettings settings, TimeProvider time, ILogger<KycReEncryptionRounds> logger)
    : PeriodicDatabaseWork(settings.ReEncryptEvery, time, startsAtOnce: true)
{
    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var round = await scope.ServiceProvider.GetRequiredService<KycReEncryption>().RunAsync(cancellationToken);
        if (round.Unreadable > 0)
        {
            LogUnreadable(round.Unreadable, round.LastError);
        }

        // Said too when a round finds nothing more to do: then the older keys can go.
        if (round.Renewed > 0 || (round.Unreadable == 0 && state.Last is not { Unreadable: 0, Renewed: 0 }))
        {
            LogRenewed(round.Renewed, round.Unreadable);
        }

        state.Last = round;
    }

    protected override void Failed(Exception exception) => LogFailed(exception);

    [LoggerMessage(EventIds.EncryptedAnew, LogLevel.Information, "The KYC data of {Renewed} users was encrypted with the newest key; that of {Unreadable} is not encrypted with it yet")]
    private partial void LogRenewed(int renewed, int unreadable);

    [LoggerMessage(EventIds.EncryptionUnreadable, LogLevel.Error, "The KYC data of {Unreadable} users cannot be decrypted: {Error}")]
    private partial void LogUnreadable(int unreadable, string? error);

    [LoggerMessage(EventIds.EncryptionRoundFailed, LogLevel.Warning, "KYC data could not be looked through for older keys; trying again later")]
    private partial void LogFailed(Exception exception);
}
