using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Monolith.Kernel.Security.Bearer;

namespace Monolith.Kernel.Frontends;

/// <summary>The trading frontend's errors: <c>{"detail":"text"}</c>, and a list of FastAPI's kind for a body. Its tokens may come as <c>?token=</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TradingFrontendAttribute : Attribute, IFrontendErrors, IQueryTokenMetadata
{
    /// <inheritdoc/>
    public object TooManyRequests { get; } = new { detail = "Too Many Requests" };

    /// <inheritdoc/>
    public int MalformedBodyStatus => StatusCodes.Status422UnprocessableEntity;

    /// <inheritdoc/>
    public object MalformedBody { get; } = PydanticErrors.NotJson;

    /// <inheritdoc/>
    public object Unauthenticated(AccessTokenFailure failure) => new
    {
        detail = failure switch
        {
            AccessTokenFailure.Missing => "Not authenticated. Provide token in Authorization header or query parameter.",
            AccessTokenFailure.Expired => "Token expired",
            _ => "Invalid token",
        },
    };

    /// <inheritdoc/>
    public object UnfitField(string field, Type expected) => PydanticErrors.WrongType(field, expected);

    /// <inheritdoc/>
    public object Refused(string reason) => new { detail = reason };

    /// <inheritdoc/>
    public object Failed(int status)
        // The contract forbids nothing but what is for admins.
        => new { detail = status == StatusCodes.Status403Forbidden ? "Admin only" : ReasonPhrases.GetReasonPhrase(status) };
}
