namespace Monolith.Strangler.Routing.Admin.Explaining;

/// <summary>A request that somebody could make.</summary>
/// <param name="Method">In any case.</param>
/// <param name="Path">With or without a query.</param>
/// <param name="User">Claim <c>sub</c>; null for nobody signed in.</param>
/// <param name="Tenant">Claim <c>tenant</c>.</param>
/// <param name="Groups">Claims <c>group</c>.</param>
/// <param name="Side">What a tester's header would ask for.</param>
/// <param name="ContentType">Of its body; null for a request that does not say.</param>
internal sealed record Question(string Method, string Path, string? User, string? Tenant, IReadOnlyList<string> Groups, string? Side, string? ContentType);
