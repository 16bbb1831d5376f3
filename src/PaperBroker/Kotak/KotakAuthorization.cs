namespace Monolith.PaperBroker.Kotak;

/// <summary>Only users who have given their one-time password.</summary>
internal sealed class KotakAuthorization(KotakSessions sessions) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (sessions.Find(context.HttpContext.Request) is not { MayTrade: true } session)
        {
            return KotakAnswer.NotSignedIn;
        }

        context.HttpContext.Items[typeof(KotakSession)] = session;
        return await next(context);
    }
}
