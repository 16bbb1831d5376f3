using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Security;

namespace Monolith.Kernel.Messaging;

/// <summary>Who calls, by the service token in the Authorization header.</summary>
internal static class ServiceCaller
{
    private const string Scheme = "Bearer ";

    /// <returns>Null without a valid token.</returns>
    public static ServiceIdentity? Of(HttpContext context)
    {
        var authorization = context.Request.Headers[HeaderNames.Authorization].ToString();
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? context.RequestServices.GetRequiredService<IServiceTokens>().Verify(authorization[Scheme.Length..])
            : null;
    }
}
