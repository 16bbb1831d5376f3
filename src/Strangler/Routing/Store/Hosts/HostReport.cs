namespace Monolith.Strangler.Routing.Store.Hosts;

/// <summary>What a host tells the others.</summary>
/// <param name="Host">Who.</param>
/// <param name="Version">Of the flags that it routes by.</param>
/// <param name="Lease">How long after this it may go on by them without the store; zero: it is gone.</param>
internal sealed record HostReport(HostIdentity Host, long Version, TimeSpan Lease);
