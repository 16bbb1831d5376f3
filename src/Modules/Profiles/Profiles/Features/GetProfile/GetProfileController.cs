using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;

namespace Monolith.Profiles.Features.GetProfile;

[Tags("Profiles")]
internal sealed class GetProfileController(IMediator mediator) : TradingFrontendController
{
    [HttpGet("/profile")]
    [Extractable("profiles.get")]
    [EndpointSummary("The signed-in user's profile.")]
    [ProducesResponseType<ProfileOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> Get(CancellationToken cancellationToken)
    {
        var profile = await mediator.Send(new GetProfileQuery(UserId), cancellationToken);
        return profile switch
        {
            { Succeeded: true } => Ok(profile.Value),
            { Error.Kind: ErrorKind.NotFound } => Detail(StatusCodes.Status404NotFound, "User not found"),
            _ => Detail(StatusCodes.Status503ServiceUnavailable, "Service Unavailable"),
        };
    }
}
