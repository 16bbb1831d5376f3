namespace Monolith.Kernel.Messaging;

/// <summary>How long a call may still take: its own timeout, or what the caller's deadline leaves if that is less.</summary>
internal static class CallBudget
{
    public static TimeSpan Of(TimeSpan timeout, TimeProvider time)
    {
        if (CallContext.Current?.Deadline is not { } deadline)
        {
            return timeout;
        }

        var left = deadline - time.GetUtcNow();
        return left <= TimeSpan.Zero ? TimeSpan.Zero : left < timeout ? left : timeout;
    }

    /// <summary>From here on, until the running method returns, whatever is asked of others has no more time than this.</summary>
    public static void Narrow(TimeSpan budget, TimeProvider time)
    {
        if (CallContext.Current is { } context && time.GetUtcNow() + budget is var deadline && (context.Deadline is null || context.Deadline > deadline))
        {
            CallContext.Current = context with { Deadline = deadline };
        }
    }
}
