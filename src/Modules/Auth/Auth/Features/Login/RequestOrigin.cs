using Microsoft.AspNetCore.Http;
using Monolith.Auth.Domain;

namespace Monolith.Auth.Features.Login;

/// <summary>Who asks for a session.</summary>
internal static class RequestOrigin
{
    /// <param name="context">The request.</param>
    /// <param name="device">As the client names it; null: as its User-Agent does.</param>
    public static SessionOrigin Origin(this HttpContext context, string? device = null)
        => SessionOrigin.From(device ?? context.Request.Headers.UserAgent, context.Connection.RemoteIpAddress);
}
