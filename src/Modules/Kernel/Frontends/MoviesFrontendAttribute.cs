using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Monolith.Kernel.Security.Bearer;

namespace Monolith.Kernel.Frontends;

/// <summary>The movies frontend's errors: <c>{"message":"text"}</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MoviesFrontendAttribute : Attribute, IFrontendErrors
{
    /// <inheritdoc/>
    public object TooManyRequests { get; } = new { message = "Too Many Attempts." };

    /// <inheritdoc/>
    public int MalformedBodyStatus => StatusCodes.Status400BadRequest;

    /// <inheritdoc/>
    public object MalformedBody { get; } = new { message = "O corpo da requisição não é um JSON válido." };

    /// <inheritdoc/>
    public object Unauthenticated(AccessTokenFailure failure) => new { message = "Unauthenticated." };

    /// <inheritdoc/>
    public object UnfitField(string field, Type expected) => MalformedBody;

    /// <inheritdoc/>
    public object Refused(string reason) => new { message = reason };

    /// <inheritdoc/>
    public object Failed(int status) => new { message = status >= 500 ? "Server Error" : ReasonPhrases.GetReasonPhrase(status) };
}
