using Npgsql;

namespace Monolith.Kernel.Idempotency;

/// <summary>
/// The attempt that a request's scope is at work on, if any. Everything the scope commits meanwhile goes through here, once: one action, one transaction.
/// </summary>
internal sealed class IdempotentExecution
{
    private KeyAttempt? _attempt;

    public bool IsRunning => _attempt is not null;

    /// <summary>The change may be in the database: its transaction came to the point of committing, with this attempt's mark in it.</summary>
    public bool MayHaveCommitted { get; private set; }

    /// <summary>Another attempt has taken over; nothing was committed by this one, and its answer does not count.</summary>
    public bool WasOvertaken { get; private set; }

    public void Begin(KeyAttempt attempt) => _attempt = attempt;

    public void End() => _attempt = null;

    /// <summary>The last statement before COMMIT.</summary>
    /// <exception cref="InvalidOperationException">Another attempt has taken over, or this one has committed before: the transaction must be rolled back.</exception>
    public async Task FenceAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var attempt = _attempt ?? throw new InvalidOperationException("No attempt is running.");
        if (MayHaveCommitted)
        {
            throw new InvalidOperationException(
                "An action with [IdempotentByKey] commits a second time. After a crash in between, a repeat could neither be executed nor answered: make all changes in one SaveChanges, or in one transaction.");
        }

        if (!await attempt.Store.TryMarkExecutedAsync(attempt, transaction, cancellationToken))
        {
            WasOvertaken = true;
            throw new InvalidOperationException("The lease of this attempt ran out, and a repeat of the request has taken over. Nothing was committed.");
        }

        MayHaveCommitted = true;
    }
}
