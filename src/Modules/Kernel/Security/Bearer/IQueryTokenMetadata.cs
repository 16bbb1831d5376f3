namespace Monolith.Kernel.Security.Bearer;

/// <summary>Metadata of an endpoint that also accepts its bearer token as the query parameter <c>token</c> (RFC 6750, 2.3). No other endpoint does.</summary>
public interface IQueryTokenMetadata;
