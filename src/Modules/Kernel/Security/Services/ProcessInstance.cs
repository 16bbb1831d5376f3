namespace Monolith.Kernel.Security.Services;

/// <summary>What tells this run of the process from every other of the same service: made at start, never kept.</summary>
internal sealed class ProcessInstance
{
    public string Id { get; } = Guid.NewGuid().ToString("N");
}
