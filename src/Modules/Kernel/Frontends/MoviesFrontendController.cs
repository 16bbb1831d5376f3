using System.Text.Json;
using FluentValidation.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Security;

namespace Monolith.Kernel.Frontends;

/// <summary>Base of every controller of the movies frontend: signed-in users only unless an action says otherwise, and the contract's error shapes.</summary>
[ApiController]
[Authorize]
[MoviesFrontend]
public abstract class MoviesFrontendController : ControllerBase
{
    /// <summary>The signed-in user's id.</summary>
    /// <exception cref="InvalidOperationException">The action allows anonymous callers.</exception>
    protected int UserId => User.GetUserId();

    /// <summary><c>{"message":text}</c> with a status.</summary>
    protected ObjectResult Message(int status, string text) => StatusCode(status, new { message = text });

    /// <summary>422 with the first text, the number of the others, and all of them by field.</summary>
    protected ObjectResult Invalid(ValidationResult validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        var errors = validation.Errors
            .GroupBy(e => JsonNamingPolicy.SnakeCaseLower.ConvertName(e.PropertyName), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(e => e.ErrorMessage).ToArray(), StringComparer.Ordinal);
        var others = validation.Errors.Count - 1;
        var more = others switch { 0 => "", 1 => " (and 1 more error)", _ => $" (and {others} more errors)" };
        return StatusCode(422, new { message = validation.Errors[0].ErrorMessage + more, errors });
    }
}
