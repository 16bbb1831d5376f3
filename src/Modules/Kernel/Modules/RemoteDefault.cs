namespace Monolith.Kernel.Modules;

/// <summary>Where the modules are that a process does not load itself.</summary>
/// <param name="Service">The name that process knows itself by.</param>
/// <param name="Url">Its internal listener.</param>
public sealed record RemoteDefault(string Service, Uri Url);
