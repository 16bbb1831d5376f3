using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Auth.Keys;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security.Jose;

namespace Monolith.Auth.Features.Jwks;

[ApiController]
[AllowAnonymous]
[Tags("Auth")]
internal sealed class JwksController(SigningKeyRing ring) : ControllerBase
{
    // Much shorter than a key is published before it signs.
    private const string Caching = "public, max-age=60";

    [HttpGet("/.well-known/jwks.json")]
    [HostOnly("Every process checks tokens by these keys; none may need another service to be alive before it can start.")]
    [EndpointSummary("The public keys that check access tokens (RFC 7517).")]
    [ProducesResponseType<JsonWebKeySet>(StatusCodes.Status200OK)]
    public async Task<JsonWebKeySet> Get(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = Caching;
        return JsonWebKeySet.Of(await ring.PublishedAsync(cancellationToken));
    }
}
