namespace Monolith.Strangler.Routing.Store.Hosts;

/// <summary>A host's last report, as the store has it.</summary>
/// <param name="Report">What it said.</param>
/// <param name="At">When, by the store's clock.</param>
/// <param name="IsLive">Whether its lease had not run out when the store was asked.</param>
internal sealed record SeenHost(HostReport Report, DateTimeOffset At, bool IsLive);
