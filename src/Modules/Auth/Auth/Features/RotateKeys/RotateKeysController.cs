using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Auth.Keys;
using Monolith.Kernel.Modules;

namespace Monolith.Auth.Features.RotateKeys;

[ApiController]
[Authorize(Policy = "Operator")]
[Route("admin/auth/keys")]
[Tags("Operators")]
internal sealed class RotateKeysController(SigningKeyStore store, SigningKeyRing ring) : ControllerBase
{
    [HttpPost("rotate")]
    [HostOnly("Operators work on the Host's internal listener, with its token.")]
    [EndpointSummary("Publishes the next signing key now; it takes over after Auth:SigningKeys:PublishAhead. Asked again before that, answers the same key.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<IActionResult> Rotate(CancellationToken cancellationToken)
    {
        var next = await store.RotateAsync(cancellationToken);
        await ring.RefreshAsync();
        return Ok(new { kid = next.Id, signs_from = next.ActivatesAt });
    }
}
