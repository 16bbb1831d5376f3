using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;

namespace Monolith.Unit.Kernel.Web;

public sealed record ErrorInput(int? Number, string? Text);

[ApiController]
[Route("plain")]
public sealed class PlainController : ControllerBase
{
    [HttpPost]
    public IActionResult Post(ErrorInput input) => Ok(input);
}

[ApiController]
[MoviesFrontend]
[Route("frozen")]
public sealed class FrozenController : ControllerBase
{
    [HttpPost]
    public IActionResult Post([FromBody] ErrorInput input, [FromQuery] int? page) => Ok(new { input, page });

    [HttpPost("missing")]
    public IActionResult Missing() => NotFound();
}
