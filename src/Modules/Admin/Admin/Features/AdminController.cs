using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Security;
using Monolith.Kernel.Web.Listening;

namespace Monolith.Admin.Features;

/// <summary>Base of what admins of the trading frontend use: users with that role, who come in by the public listener as all users do.</summary>
[AdminOnly]
[PublicPath]
[Tags("Admin")]
internal abstract class AdminController : TradingFrontendController
{
    /// <summary>Where another module did not answer as it should. Whether anything was changed is not known, and every action here may be repeated.</summary>
    protected ObjectResult NotAnswered() => Detail(StatusCodes.Status503ServiceUnavailable, "Service Unavailable");
}
