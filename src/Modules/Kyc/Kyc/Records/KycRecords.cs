using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Events;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Data;
using Monolith.Kyc.Domain;

namespace Monolith.Kyc.Records;

/// <summary>Writes steps of users' KYC, each with its history and its events in one transaction, one after the other for one user.</summary>
internal sealed class KycRecords(KycDbContext database, KycLock userLock, TimeProvider time)
{
    public async Task SubmitAsync(int userId, Submission submission, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await userLock.TakeAsync(userId, cancellationToken);
        var now = time.GetUtcNow();
        var record = await FindAsync(userId, cancellationToken) ?? database.Add(new KycRecord { UserId = userId }).Entity;
        database.Add(record.Submit(submission, now));
        database.Publish(new KycSubmitted(userId, submission.Form, now), KeyOf(userId));
        await ReplaceStatementAsync(userId, submission.Statement, cancellationToken);
        if (submission.Decision is { } decision)
        {
            Decide(record, decision.Approve, decision.Reason, by: null);
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <returns>False when the user has submitted nothing.</returns>
    public async Task<bool> DecideAsync(int userId, bool approve, string? reason, int by, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await userLock.TakeAsync(userId, cancellationToken);
        if (await FindAsync(userId, cancellationToken) is not { } record)
        {
            return false;
        }

        Decide(record, approve, reason, by);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static string KeyOf(int userId) => userId.ToString(CultureInfo.InvariantCulture);

    private Task<KycRecord?> FindAsync(int userId, CancellationToken cancellationToken)
        => database.Records.SingleOrDefaultAsync(r => r.UserId == userId, cancellationToken);

    private void Decide(KycRecord record, bool approve, string? reason, int? by)
    {
        var now = time.GetUtcNow();
        if (record.Decide(approve, reason, by, now) is { } change)
        {
            database.Add(change);
            database.Publish(new KycDecided(record.UserId, change.State, by, now), KeyOf(record.UserId));
        }
    }

    // The file of an earlier form is evidence of nothing any more.
    private async Task ReplaceStatementAsync(int userId, byte[]? content, CancellationToken cancellationToken)
    {
        await database.Statements.Where(s => s.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        if (content is not null)
        {
            database.Add(new KycStatement { UserId = userId, Content = content });
        }
    }
}
