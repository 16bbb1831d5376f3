namespace Monolith.Kernel.Messaging;

/// <summary>
/// What travels with a piece of work through modules and processes. Ambient: set where a request enters the process, read where it leaves.
/// </summary>
/// <param name="CorrelationId">Names the user's request in every log line it causes, 1 to 64 visible ASCII characters.</param>
/// <param name="UserId">The acting user; null for nobody or for the system itself.</param>
/// <param name="Deadline">When the answer is of no more use; null for no limit but each call's own.</param>
public sealed record CallContext(string CorrelationId, int? UserId, DateTimeOffset? Deadline)
{
    private static readonly AsyncLocal<CallContext?> Ambient = new();

    /// <summary>For whom the work is done; null where there are no tenants.</summary>
    public string? Tenant { get; init; }

    /// <summary>The context of the running work; null outside of any request.</summary>
    public static CallContext? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }
}
