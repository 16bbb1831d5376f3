namespace Monolith.Strangler.Routing.Store.Hosts;

/// <summary>The columns of <c>strangler.hosts</c>, see <see cref="HostReport"/>.</summary>
internal sealed class HostRow
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    public long Version { get; init; }

    public DateTimeOffset SeenAt { get; init; }

    public TimeSpan Lease { get; init; }
}
