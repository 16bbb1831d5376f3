namespace Monolith.Kernel.Idempotency;

/// <summary>Decides who executes a request. Those that may not wait for the answer of the one that does.</summary>
internal sealed class KeyClaims(IdempotencySettings settings, TimeProvider time)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <param name="store">The table of the module that is asked.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="mayExecute">False for an attempt that was overtaken: it waits for the other's answer.</param>
    /// <param name="cancellationToken">The client's.</param>
    public async Task<Verdict> DecideAsync(IdempotencyStore store, IdempotentRequest request, bool mayExecute, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var isFree = mayExecute;
        for (var pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (isFree)
            {
                var attempt = new KeyAttempt(store, request, Guid.NewGuid(), settings.Lease);
                if (await store.TryClaimAsync(attempt, cancellationToken))
                {
                    return new Verdict.Execute(attempt);
                }
            }

            var key = await store.FindAsync(request, cancellationToken);
            if (key is not null && VerdictOf(key, request) is { } verdict)
            {
                return verdict;
            }

            if (time.GetElapsedTime(started) >= settings.WaitForAnswer)
            {
                return new Verdict.StillRunning(key?.LeaseLeft ?? TimeSpan.Zero);
            }

            isFree = mayExecute && key is null or { MayBeTakenOver: true };
            if (!isFree)
            {
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    private static Verdict? VerdictOf(StoredKey key, IdempotentRequest request) => key switch
    {
        _ when !key.IsOf(request) => new Verdict.KeyOfAnother(),
        { Answer: { } answer } => new Verdict.Replay(answer),
        // The lease began anew with the commit.
        { State: KeyState.Executed, LeaseLeft.Ticks: <= 0 } => new Verdict.AnswerLost(),
        _ => null,
    };
}
