namespace Monolith.Kernel.Events.Admin;

/// <summary>An operator's order that cannot be followed.</summary>
internal sealed class EventOrderException(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    /// <summary>For programs: <c>unknown_event</c>, <c>unknown_publisher</c>, <c>unknown_subscriber</c> or <c>invalid_order</c>.</summary>
    public string Code => code;
}
