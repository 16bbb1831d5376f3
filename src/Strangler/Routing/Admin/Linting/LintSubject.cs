using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Routes;

namespace Monolith.Strangler.Routing.Admin.Linting;

/// <summary>What the rules look at.</summary>
/// <param name="Flags">Of a document that keeps to <see cref="FlagRules"/>.</param>
/// <param name="Routes">This host's, by flag.</param>
/// <param name="Endpoints">This host's, with a flag.</param>
/// <param name="Services">The modules for which this host knows a service.</param>
/// <param name="Now">The time.</param>
internal sealed record LintSubject(
    IReadOnlyList<FeatureFlag> Flags, IReadOnlyDictionary<string, ExtractableRoute> Routes, IReadOnlyList<OverlapCandidate> Endpoints, IReadOnlySet<string> Services,
    DateTimeOffset Now);
