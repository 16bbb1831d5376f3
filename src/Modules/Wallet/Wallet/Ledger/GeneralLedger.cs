using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Results;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;
using Npgsql;

namespace Monolith.Wallet.Ledger;

/// <summary>
/// Books postings, each in one transaction: (1) the wallets are locked, in a fixed order, and then the accounts are read; (2) a posting that was booked before
/// is answered with what it was answered then; (3) <see cref="Books"/> decide; (4) the entries are inserted, and the database's own triggers move the balances
/// and compare them with what the entries say.
/// </summary>
internal sealed partial class GeneralLedger(WalletDbContext database, LedgerStore store, WalletLocks wallets, TimeProvider time, ILogger<GeneralLedger> logger)
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
        // No more: above it the accounts would be read as they were before the wait for the locks.
        await using var transaction = await database.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var state = await store.LockAsync(posting, cancellationToken);
        if (state.Wallets.All(w => w.UserId != posting.UserId))
        {
            // Whoever acts gets a wallet; somebody who is only named does not.
            await wallets.OpenAsync(posting.UserId, cancellationToken);
            state = await store.LockAsync(posting, cancellationToken);
        }

        if (state.Earlier is { } earlier)
        {
            return earlier.IsOf(posting) ? new Posted(earlier.Id, earlier.AvailableAfter) : Refusal(posting);
        }

        var booked = new Books(state.Wallets, state.Accounts).Post(posting, time.GetUtcNow());
        if (!booked.Succeeded)
        {
            return booked.Error;
        }

        await store.InsertAsync(booked.Value, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Posted(booked.Value.Id, booked.Value.AvailableAfter);
    }

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
