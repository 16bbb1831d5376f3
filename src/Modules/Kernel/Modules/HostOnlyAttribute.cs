namespace Monolith.Kernel.Modules;

/// <summary>Keeps an action in the Host for good: no flag moves it, and its module's extracted service does not have it.</summary>
/// <param name="reason">Why it must not depend on a service: one sentence, for whoever would move it.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HostOnlyAttribute(string reason) : Attribute
{
    /// <summary>Why.</summary>
    public string Reason { get; } = reason;
}
