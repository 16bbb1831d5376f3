using FluentValidation.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Security;

namespace Monolith.Kernel.Frontends;

/// <summary>
/// Base of every controller of the trading frontend: signed-in users only unless an action says otherwise (<see cref="AdminOnlyAttribute"/>,
/// <see cref="AllowAnonymousAttribute"/>), and the contract's error shapes. Bodies name their fields in snake_case.
/// </summary>
[ApiController]
[Authorize]
[TradingFrontend]
public abstract class TradingFrontendController : ControllerBase
{
    /// <summary>The signed-in user's id.</summary>
    /// <exception cref="InvalidOperationException">The action allows anonymous callers.</exception>
    protected int UserId => User.GetUserId();

    /// <summary><c>{"detail":text}</c> with a status.</summary>
    protected ObjectResult Detail(int status, string text) => StatusCode(status, new { detail = text });

    /// <summary><c>{"message":text}</c>: what the contract answers where something was done.</summary>
    protected OkObjectResult Message(string text) => Ok(new { message = text });

    /// <summary>
    /// 422 with every error: <c>{"detail":[{"type","loc":["body","field"],"msg","input"}]}</c>. FluentValidation's own rules are put into pydantic's words; a
    /// rule with a code of its own (<c>WithErrorCode</c>) is that type with that message; <see cref="RuleEcho.WithoutEcho"/> keeps a secret out of the answer.
    /// </summary>
    protected ObjectResult Invalid(ValidationResult validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        return StatusCode(StatusCodes.Status422UnprocessableEntity, PydanticErrors.Of(validation.Errors));
    }
}
