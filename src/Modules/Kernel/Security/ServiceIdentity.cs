namespace Monolith.Kernel.Security;

/// <summary>A calling service whose token was verified.</summary>
/// <param name="Service">Its name.</param>
/// <param name="Permission">The one request its token allows, <c>module.Request</c>.</param>
public sealed record ServiceIdentity(string Service, string Permission);
