namespace Monolith.PaperBroker.Kite;

/// <summary><c>Authorization: token api_key:access_token</c>.</summary>
internal sealed class KiteAuthorization(KiteSessions sessions) : IEndpointFilter
{
    private const string Scheme = "token ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var header = context.HttpContext.Request.Headers.Authorization.ToString();
        var parts = header.StartsWith(Scheme, StringComparison.Ordinal) ? header[Scheme.Length..].Split(':') : [];
        if (parts is not [var key, var token] || !DemoCredentials.Same(key, DemoCredentials.KiteApiKey) || sessions.AccessTokens.Find(token) is not { } session)
        {
            return KiteAnswer.Error(StatusCodes.Status403Forbidden, "TokenException", "Incorrect `api_key` or `access_token`.");
        }

        context.HttpContext.Items[typeof(KiteSession)] = session;
        return await next(context);
    }
}
