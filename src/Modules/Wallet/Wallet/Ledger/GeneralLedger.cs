using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Results;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;
using Npgsql;

namespace Monolith.Wallet.Ledger;

/// <summary>
/// Books postings, each in one transaction: (1) the wallets are locked, in a fixed order; (2) a posting that was booked before is answered with what it was
/// answered then; (3) the accounts are read, in a statement of its own, which sees what was committed while it waited for the lock; (4) <see cref="Books"/>
/// decide; (5) the entries are inserted, and the database's own triggers move the balances and compare them with the entries' numbers.
/// </summary>
internal sealed partial class GeneralLedger(WalletDbContext database, WalletLocks locks, TimeProvider time, ILogger<GeneralLedger> logger)
{
    private const int MaxAttempts = 5;

    public async Task<Result<Posted>> PostAsync(Posting posting, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryPostAsync(posting, cancellationToken);
            }
            catch (Exception e) when (ConflictOf(e) is { } conflict)
            {
                database.ChangeTracker.Clear();
                if (attempt == MaxAttempts)
                {
                    LogGivenUp(posting.Operation, attempt, conflict);
                    return LedgerErrors.Busy;
                }

                LogRetried(posting.Operation, attempt, conflict);
                // Full jitter, so that those that met do not meet again.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 10 << attempt)), time, cancellationToken);
            }
        }
    }

    private async Task<Result<Posted>> TryPostAsync(Posting posting, CancellationToken cancellationToken)
    {
        // No more: above it a statement would not see what was committed while the one before waited for the lock.
        await using var transaction = await database.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var (userIds, kinds) = (posting.UserIds, posting.Kinds);
        var wallets = await locks.LockAsync(posting.UserId, userIds, cancellationToken);
        if (await FindEarlierAsync(posting, cancellationToken) is { } earlier)
        {
            return earlier.IsOf(posting) ? new Posted(earlier.Id, earlier.AvailableAfter) : Refusal(posting);
        }

        var accounts = await database.Accounts.AsNoTracking().Where(a => userIds.Contains(a.UserId) && kinds.Contains(a.Kind)).ToListAsync(cancellationToken);
        var booked = new Books(wallets, accounts).Post(posting, time.GetUtcNow());
        if (!booked.Succeeded)
        {
            return booked.Error;
        }

        database.Transactions.Add(booked.Value);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Posted(booked.Value.Id, booked.Value.AvailableAfter);
    }

    private Task<LedgerTransaction?> FindEarlierAsync(Posting posting, CancellationToken cancellationToken) => posting switch
    {
        { SettlesId: { } hold } => database.Transactions.AsNoTracking().SingleOrDefaultAsync(t => t.SettlesId == hold, cancellationToken),
        { ReferenceId: { } reference } => database.Transactions.AsNoTracking().SingleOrDefaultAsync(
            t => t.UserId == posting.UserId && t.Operation == posting.Operation && t.ReferenceId == reference, cancellationToken),
        _ => Task.FromResult<LedgerTransaction?>(null),
    };

    private static Error Refusal(Posting posting) => posting.SettlesId is null ? LedgerErrors.ReferenceOfAnother : LedgerErrors.HoldSettled;

    /// <summary>The code of a failure that another attempt may not meet; null for any other.</summary>
    private static string? ConflictOf(Exception exception)
        => (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState is { } state
            && state is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            ? state
            : null;

    [LoggerMessage(EventIds.PostingRetried, LogLevel.Information, "{Operation}: attempt {Attempt} met another transaction ({SqlState}), trying again")]
    private partial void LogRetried(Operation operation, int attempt, string sqlState);

    [LoggerMessage(EventIds.PostingGivenUp, LogLevel.Warning, "{Operation}: given up after {Attempts} attempts that met other transactions ({SqlState})")]
    private partial void LogGivenUp(Operation operation, int attempts, string sqlState);
}
