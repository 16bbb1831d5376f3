using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Events.Admin;
using Monolith.Kernel.Events.Delivery;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Operators;

namespace Monolith.Kernel.Messaging;

/// <summary>Where other processes post the requests of the modules that this one has. On the internal listener only, behind a service token.</summary>
public static partial class InternalEndpoint
{
    private const string Scheme = "Bearer ";

    /// <summary>Maps <c>POST /internal/requests/{module}/{request}</c>, <c>POST /internal/events/{subscriber}/{type}</c> for their events, and <c>/admin/events</c> where there are operators.</summary>
    public static void MapInternalRequests(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/internal/requests/{module}/{request}", AnswerAsync).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapEvents();
        if (endpoints.ServiceProvider.GetService<OperatorToken>() is not null)
        {
            endpoints.MapEventAdmin();
        }
    }

    private static async Task AnswerAsync(HttpContext context, string module, string request)
    {
        var services = context.RequestServices;
        var authorization = context.Request.Headers[HeaderNames.Authorization].ToString();
        var caller = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? services.GetRequiredService<IServiceTokens>().Verify(authorization[Scheme.Length..])
            : null;
        if (caller is null)
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "A valid service token is required.");
            return;
        }

        var name = $"{module}.{request}";
        if (services.GetRequiredService<ModuleCatalog>().FindAnswerable(name) is not { } descriptor)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "This process answers no such request.");
            return;
        }

        if (!services.GetRequiredService<InternalCallers>().MaySend(caller, descriptor))
        {
            LogRefused(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(InternalEndpoint)), caller.Service, descriptor.Name);
            await RefuseAsync(context, StatusCodes.Status403Forbidden, $"'{caller.Service}' may not send {descriptor.Name}: its manifest does not depend on {descriptor.Module}.");
            return;
        }

        var time = services.GetRequiredService<TimeProvider>();
        CallContext.Current = InternalHeaders.Read(context.Request.Headers, CallContext.Current?.CorrelationId ?? context.TraceIdentifier, time);
        await descriptor.AnswerAsync(context);
    }

    private static Task RefuseAsync(HttpContext context, int status, string detail) => TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);

    [LoggerMessage(EventIds.InternalCallRefused, LogLevel.Warning, "Service {Service} may not send {Request}")]
    private static partial void LogRefused(ILogger logger, string service, string request);
}
