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
}
