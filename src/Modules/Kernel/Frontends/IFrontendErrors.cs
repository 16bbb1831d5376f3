using Monolith.Kernel.Security.Bearer;

namespace Monolith.Kernel.Frontends;

/// <summary>
/// How a frozen frontend contract words the errors that the infrastructure answers. An attribute on a controller, found in the endpoint's metadata;
/// an endpoint without one answers ProblemDetails (RFC 9457). An endpoint with one is a frontend's: any origin may read it, and it is rate limited.
/// </summary>
public interface IFrontendErrors
{
    /// <summary>The JSON body of a 429.</summary>
    object TooManyRequests { get; }

    /// <summary>The HTTP status for a body that cannot be read: 400 or 422.</summary>
    int MalformedBodyStatus { get; }

    /// <summary>The JSON body for a body that is not JSON.</summary>
    object MalformedBody { get; }

    /// <summary>The JSON body of a 401.</summary>
    /// <param name="failure">Why the token does not count; <see cref="AccessTokenFailure.Missing"/> where none was looked at.</param>
    object Unauthenticated(AccessTokenFailure failure);

    /// <summary>The JSON body for a body whose field has a value of another type; goes with <see cref="MalformedBodyStatus"/>.</summary>
    /// <param name="field">Its name in the JSON.</param>
    /// <param name="expected">What it is read into.</param>
    object UnfitField(string field, Type expected);

    /// <summary>The JSON body of a 4xx that says why.</summary>
    /// <param name="reason">For the client's developer; holds nothing a stranger may not know.</param>
    object Refused(string reason);

    /// <summary>The JSON body of any other failure.</summary>
    /// <param name="status">The HTTP status, 400 to 599.</param>
    object Failed(int status);
}
