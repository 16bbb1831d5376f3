namespace Monolith.Kernel.Messaging;

/// <summary>
/// A request that every known service may send, whether or not its module's manifest depends on the answering module: what a process needs to be one,
/// for example to learn which sessions were revoked.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AnyServiceMaySendAttribute : Attribute;
