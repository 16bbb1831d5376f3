namespace Monolith.Kernel.Idempotency;

/// <summary>How far the request of a key has come; kept as a number.</summary>
internal enum KeyState : short
{
    /// <summary>An attempt holds the lease and has committed nothing.</summary>
    Started = 1,

    /// <summary>The change is committed; the answer is not kept (yet, or ever: the process died, or it was too large).</summary>
    Executed = 2,

    /// <summary>The answer is kept. Nothing may have been committed: a refusal is an answer too.</summary>
    Answered = 3,
}
