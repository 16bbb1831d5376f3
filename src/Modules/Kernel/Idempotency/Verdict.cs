namespace Monolith.Kernel.Idempotency;

/// <summary>What is to be done with a request that has a key.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>It is this process's to execute.</summary>
    internal sealed record Execute(KeyAttempt Attempt) : Verdict;

    /// <summary>It has been answered.</summary>
    internal sealed record Replay(StoredAnswer Answer) : Verdict;

    /// <summary>The key belongs to another request.</summary>
    internal sealed record KeyOfAnother : Verdict;

    /// <summary>It was executed, and the answer was lost.</summary>
    internal sealed record AnswerLost : Verdict;

    /// <summary>Somebody is still at work on it.</summary>
    /// <param name="RetryAfter">When it is worth while to ask again.</param>
    internal sealed record StillRunning(TimeSpan RetryAfter) : Verdict;
}
