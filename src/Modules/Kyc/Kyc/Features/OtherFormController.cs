using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;

namespace Monolith.Kyc.Features;

/// <summary>What is neither of the two forms, or does not say what it is: routing would answer it by itself, to strangers too, and not in the contract's words.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
internal sealed class OtherFormController : TradingFrontendController
{
    [HttpPost("/kyc/submit")]
    [HostOnly("It is neither form, and belongs to the flag of neither.")]
    public IActionResult Refuse() => Detail(StatusCodes.Status415UnsupportedMediaType, "Unsupported Media Type");
}
