namespace Monolith.Kernel.Events;

/// <summary>
/// What happened in a module, for other modules: a public sealed record in the publisher's Contracts, with an <see cref="EventNameAttribute"/>. Held to the
/// rules of requests: plain values that survive a JSON round trip. A published version never changes its shape but by fields that may be missing.
/// </summary>
public interface IIntegrationEvent;
