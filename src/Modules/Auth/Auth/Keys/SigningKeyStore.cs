using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Auth.Data;
using Monolith.Kernel.Security.Jose;

namespace Monolith.Auth.Keys;

/// <summary>The signing keys in the database. Additions happen under a lock and after another look, so hosts that start or rotate together add one key.</summary>
internal sealed partial class SigningKeyStore(
    IServiceScopeFactory scopes, AuthSettings settings, AuthSecrets secrets, TimeProvider time, ILogger<SigningKeyStore> logger)
{
    private readonly KeySchedule _schedule = new(settings);

    public async Task<IReadOnlyList<StoredSigningKey>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AuthDbContext>().SigningKeys.AsNoTracking().ToListAsync(cancellationToken);
    }

    /// <summary>Adds a key when one is due, and removes those that are retired. Cheap when there is nothing to do.</summary>
    public async Task MaintainAsync(CancellationToken cancellationToken)
    {
        var keys = await ReadAsync(cancellationToken);
        if (_schedule.Due(keys, time.GetUtcNow()) is not null)
        {
            await AddAsync(_schedule.Due, cancellationToken);
        }

        var retired = _schedule.Retired(keys, time.GetUtcNow()).Select(k => k.Id).ToList();
        if (retired.Count > 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            var count = await scope.ServiceProvider.GetRequiredService<AuthDbContext>().SigningKeys
                .Where(k => retired.Contains(k.Id)).ExecuteDeleteAsync(cancellationToken);
            LogRetired(count);
        }
    }

    /// <summary>Prepares the next key now instead of when it is due; the one already prepared when there is one.</summary>
    public async Task<StoredSigningKey> RotateAsync(CancellationToken cancellationToken)
    {
        var keys = await AddAsync((keys, now) => KeySchedule.Next(keys, now) is null ? _schedule.Due(keys, now) ?? _schedule.Ahead(now) : null, cancellationToken);
        return keys.MaxBy(k => k.ActivatesAt)!;
    }

    private async Task<List<StoredSigningKey>> AddAsync(
        Func<IReadOnlyCollection<StoredSigningKey>, DateTimeOffset, DateTimeOffset?> activation, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AuthDbContext>();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended('auth.signing_keys', 0))", cancellationToken);
        var keys = await database.SigningKeys.ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (activation(keys, now) is { } activatesAt)
        {
            var key = Create(now, activatesAt);
            database.SigningKeys.Add(key);
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            LogAdded(key.Id, activatesAt);
            keys.Add(key);
        }

        return keys;
    }

    private StoredSigningKey Create(DateTimeOffset now, DateTimeOffset activatesAt)
    {
        using var key = SigningKey.Generate();
        return new StoredSigningKey
        {
            Id = key.Public.Id,
            X = key.Public.X,
            Y = key.Public.Y,
            EncryptedPrivateKey = KeyEncryption.Encrypt(secrets.SigningKeyEncryption, key.Public.Id, key.ExportPkcs8()),
            CreatedAt = now,
            ActivatesAt = activatesAt,
        };
    }

    [LoggerMessage(EventIds.SigningKeyAdded, LogLevel.Information, "Signing key {KeyId} is published; it signs from {ActivatesAt}")]
    private partial void LogAdded(string keyId, DateTimeOffset activatesAt);

    [LoggerMessage(EventIds.SigningKeysRetired, LogLevel.Information, "{Count} signing key(s) removed; the last token they signed has expired")]
    private partial void LogRetired(int count);
}
