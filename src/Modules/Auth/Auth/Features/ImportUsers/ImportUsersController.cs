using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Auth.Features.ImportUsers;

[ApiController]
[Authorize(Policy = "Operator")]
[Route("admin/auth/users")]
[Tags("Operators")]
internal sealed class ImportUsersController(IMediator mediator) : ControllerBase
{
    private const int MostUsers = 10_000;
    private const int MostBytes = 16 * 1024 * 1024;

    [HttpPost("import")]
    [HostOnly("Operators work on the Host's internal listener, with its token.")]
    [RequestSizeLimit(MostBytes)]
    // curl's own default is a form, whose parsing would leave nothing of the body.
    [Consumes("application/json", "application/x-ndjson")]
    [EndpointSummary("Takes in users with the password hashes they have: a JSON array or JSON lines of {name, email, password_hash}, at most 10,000.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status413PayloadTooLarge)]
    [ProducesResponseType(StatusCodes.Status415UnsupportedMediaType)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Import(CancellationToken cancellationToken)
    {
        List<ImportedUser> users;
        try
        {
            users = await ImportedUsersReader.ReadAsync(Request.Body, MostUsers, cancellationToken);
        }
        catch (JsonException e)
        {
            return Problem(e.Message, statusCode: StatusCodes.Status400BadRequest);
        }

        if (users.Count == 0)
        {
            return Problem("The body holds no user.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (users.Count > MostUsers)
        {
            return Problem($"At most {MostUsers} users at a time.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        var outcome = await mediator.Send(new ImportUsersCommand(users), cancellationToken);
        return outcome.Errors.Count == 0
            ? Ok(new { created = outcome.Created, existing = outcome.Existing })
            : UnprocessableEntity(new ValidationProblemDetails(outcome.Errors
                .GroupBy(e => e.PropertyName, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Select(e => e.ErrorMessage).ToArray(), StringComparer.Ordinal))
            {
                Status = StatusCodes.Status422UnprocessableEntity,
                Detail = "Nothing was imported.",
            });
    }
}
