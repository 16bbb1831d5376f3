using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Broker.Data;
using Monolith.Kernel.Data;

namespace Monolith.Broker.Secrets;

/// <summary>Brings what was encrypted with an older key under the newest, so that the older one can be taken away. Every host does; they do not get in each other's way.</summary>
internal sealed partial class ReEncryption(
    IServiceScopeFactory scopes, ConnectionSecrets secrets, BrokerSettings settings, TimeProvider time, ILogger<ReEncryption> logger)
    : PeriodicDatabaseWork(settings.ReEncryptEvery, time, startsAtOnce: true)
{
    // Each user has two connections at most, so a page ends between users when it is cut at a user's first.
    private const int PageSize = 200;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await ReEncryptAsync(cancellationToken) is > 0 and var count)
        {
            LogDone(count);
        }
    }

    /// <summary>Goes through all connections once, now.</summary>
    /// <returns>How many were encrypted anew.</returns>
    public async Task<int> ReEncryptAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        for (var after = int.MinValue; ;)
        {
            await using var scope = scopes.CreateAsyncScope();
            var store = scope.ServiceProvider.GetRequiredService<ConnectionStore>();
            var page = await store.ListAsync(after, PageSize, cancellationToken);
            foreach (var stale in page.Where(c => !secrets.AreCurrent(c)))
            {
                count += await store.ChangeAsync(stale.UserId, stale.Broker, c => TryReEncrypt(c) ? 1 : 0, cancellationToken);
            }

            if (page.Count < PageSize)
            {
                return count;
            }

            // The last user's other connection may be on the next page: that user is looked at again.
            after = page[^1].UserId - 1;
        }
    }

    protected override void Failed(Exception exception) => LogFailed(exception);

    private bool TryReEncrypt(Domain.Connection connection)
    {
        try
        {
            secrets.ReEncrypt(connection);
            return true;
        }
        catch (CryptographicException e)
        {
            // Its key is gone. The others must not wait for it.
            LogFailed(e);
            return false;
        }
    }

    [LoggerMessage(EventIds.SecretsReEncrypted, LogLevel.Information, "{Count} broker connections were encrypted with the newest key")]
    private partial void LogDone(int count);

    [LoggerMessage(EventIds.ReEncryptionFailed, LogLevel.Error, "Broker connections could not be encrypted with the newest key; trying again later. Is an older key missing in the key ring?")]
    private partial void LogFailed(Exception exception);
}
