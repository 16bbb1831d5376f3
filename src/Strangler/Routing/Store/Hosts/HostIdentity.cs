namespace Monolith.Strangler.Routing.Store.Hosts;

/// <summary>This process among those that share the flags.</summary>
/// <param name="Id">New at every start: a host that comes back is another one.</param>
/// <param name="Name">For people.</param>
internal sealed record HostIdentity(Guid Id, string Name)
{
    private const int LongestName = 200;

    public static HostIdentity OfThisProcess()
    {
        var machine = Environment.MachineName;
        return new(Guid.NewGuid(), $"{(machine.Length > LongestName ? machine[..LongestName] : machine)}/{Environment.ProcessId}");
    }
}
