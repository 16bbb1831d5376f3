namespace Monolith.Kernel.Frontends;

/// <summary>
/// How a frozen frontend contract words the errors that the infrastructure answers. An attribute on a controller, found in the endpoint's metadata;
/// an endpoint without one answers ProblemDetails (RFC 9457).
/// </summary>
public interface IFrontendErrors
{
    /// <summary>The JSON body of a 401.</summary>
    object Unauthenticated { get; }

    /// <summary>The JSON body of a 429.</summary>
    object TooManyRequests { get; }

    /// <summary>The JSON body of a 400 for a body that is not JSON.</summary>
    object MalformedBody { get; }

    /// <summary>The JSON body of a 4xx that says why.</summary>
    /// <param name="reason">For the client's developer; holds nothing a stranger may not know.</param>
    object Refused(string reason);

    /// <summary>The JSON body of any other failure.</summary>
    /// <param name="status">The HTTP status, 400 to 599.</param>
    object Failed(int status);
}
