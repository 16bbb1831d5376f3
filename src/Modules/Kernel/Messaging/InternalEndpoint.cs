using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Events.Admin;
using Monolith.Kernel.Events.Delivery;
using Monolith.Kernel.Messaging.Peers;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Operators;
using Monolith.Kernel.Security.Services;

namespace Monolith.Kernel.Messaging;

/// <summary>Where other processes post the requests of the modules that this one has. On the internal listener only, behind a service token.</summary>
public static partial class InternalEndpoint
{
    /// <summary>Maps <c>POST /internal/requests/{module}/{request}</c>, <c>POST /internal/contracts</c> which comes before it, <c>POST /internal/events/{subscriber}/{type}</c> for their events, and <c>/admin/events</c> where there are operators.</summary>
    public static void MapInternalRequests(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/internal/requests/{module}/{request}", AnswerAsync).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapContracts();
        endpoints.MapEvents();
        if (endpoints.ServiceProvider.GetService<OperatorToken>() is not null)
        {
            endpoints.MapEventAdmin();
        }
    }

    private static async Task AnswerAsync(HttpContext context, string module, string request)
    {
        var services = context.RequestServices;
        var caller = ServiceCaller.Of(context);
        if (caller is null)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status401Unauthorized, "A valid service token is required.");
            return;
        }

        var name = $"{module}.{request}";
        if (services.GetRequiredService<ModuleCatalog>().FindAnswerable(name) is not { } descriptor)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status404NotFound, "This process answers no such request.");
            return;
        }

        if (!services.GetRequiredService<InternalCallers>().MaySend(caller, descriptor))
        {
            LogRefused(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(InternalEndpoint)), caller.Service, descriptor.Name);
            await Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, $"'{caller.Service}' may not send {descriptor.Name}: its module's manifest does not name it in Sends, nor does 'Internal:Callers:{caller.Service}'.");
            return;
        }

        if (UseOf(caller, descriptor, services) is var use && use != TokenUse.First)
        {
            LogNotUsable(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(InternalEndpoint)), caller.Service, descriptor.Name, use);
            await RefuseAsync(context, use);
            return;
        }

        var time = services.GetRequiredService<TimeProvider>();
        CallContext.Current = InternalHeaders.Read(context.Request.Headers, CallContext.Current?.CorrelationId ?? context.TraceIdentifier, time);
        await descriptor.AnswerAsync(context);
    }

    // A query may come again, and with it its token; but whoever names a process has compared contracts with that one only.
    private static TokenUse UseOf(ServiceIdentity caller, ModuleRequest request, IServiceProvider services)
        => !request.IsQuery ? services.GetRequiredService<UsedTokens>().Use(caller)
            : caller.Instance is null || caller.Instance == services.GetRequiredService<ProcessInstance>().Id ? TokenUse.First : TokenUse.OtherInstance;

    private static Task RefuseAsync(HttpContext context, TokenUse use) => use switch
    {
        TokenUse.OtherInstance => Refusal.WriteAsync(context, StatusCodes.Status421MisdirectedRequest, "The token is for another process of this service: ask this one for its contracts first."),
        TokenUse.Full => Refusal.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "More commands have come than can be told apart; later ones can."),
        TokenUse.Unbound => Refusal.WriteAsync(context, StatusCodes.Status401Unauthorized, "The token of a command must name the process it is for."),
        _ => Refusal.WriteAsync(context, StatusCodes.Status401Unauthorized, "The token was used before."),
    };

    [LoggerMessage(EventIds.InternalCallRefused, LogLevel.Warning, "Service {Service} may not send {Request}")]
    private static partial void LogRefused(ILogger logger, string service, string request);

    [LoggerMessage(EventIds.InternalTokenNotUsable, LogLevel.Warning, "The token with which {Service} sent {Request} is not usable: {Use}")]
    private static partial void LogNotUsable(ILogger logger, string service, string request, TokenUse use);
}
