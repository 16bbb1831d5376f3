using Monolith.Strangler.Routing;
using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Gateway.Configuration;

/// <summary>A <see cref="GatewayFile"/> in which everything was found right.</summary>
/// <param name="Monolith">Answers whatever no service does.</param>
/// <param name="Services">By name, in lower case: the part of a flag before the dot.</param>
/// <param name="Routes">In the order of the file.</param>
/// <param name="Identity">By what callers are told apart.</param>
/// <param name="Flags">Null where they are in PostgreSQL.</param>
/// <param name="Settings">What is read at the start only, by name, as JSON.</param>
internal sealed record GatewayConfiguration(
    ServiceSettings Monolith, IReadOnlyDictionary<string, ServiceSettings> Services, IReadOnlyList<GatewayRoute> Routes, IdentityEntry Identity, FlagDocument? Flags,
    IReadOnlyDictionary<string, string> Settings);
