using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Events.Catalog;
using Monolith.Kernel.Events.Inbox;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Security;

namespace Monolith.Kernel.Events.Delivery;

/// <summary>
/// Where other processes post events for the modules that this one has. 204: handled, now or before. 422: the handler failed, the body says how. Anything else: nobody has tried.
/// On the internal listener only; the service token must name the event's type, and its service must be the publisher's, the Host, or configured.
/// </summary>
internal static partial class EventEndpoint
{
    public static void MapEvents(this IEndpointRouteBuilder endpoints)
        => endpoints.MapPost("/internal/events/{subscriber}/{type}", AnswerAsync).AllowAnonymous().ExcludeFromDescription();

    public static string PermissionFor(string type) => $"events.{type}";

    private static async Task AnswerAsync(HttpContext context, string subscriber, string type)
    {
        var services = context.RequestServices;
        if (ServiceCaller.Of(context) is not { } caller)
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "A valid service token is required.");
            return;
        }

        if (!MayBring(caller, type, services))
        {
            LogRefused(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(EventEndpoint)), caller.Service, type);
            await RefuseAsync(context, StatusCodes.Status403Forbidden, $"'{caller.Service}' may not bring {type}: it is not its publisher. Configure 'Internal:Callers:{caller.Service}' if it is meant to.");
            return;
        }

        if (services.GetRequiredService<EventCatalog>().Find(subscriber, type) is not { } subscription)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "This process has no such subscriber.");
            return;
        }

        if (await ReadAsync(context.Request) is not { } message || message.Type != type)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"The body is not an event of type {type}.");
            return;
        }

        var outcome = await services.GetRequiredService<EventInbox>().HandleAsync(subscription, message, context.RequestAborted);
        switch (outcome.Kind)
        {
            case DeliveryOutcomeKind.Handled:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case DeliveryOutcomeKind.Failed:
                await RefuseAsync(context, StatusCodes.Status422UnprocessableEntity, outcome.Error!);
                break;
            default:
                await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The event was not handled.");
                break;
        }
    }

    // The Host, which is what a service has every other module from, has the publishers' too.
    private static bool MayBring(ServiceIdentity caller, string type, IServiceProvider services)
        => string.Equals(caller.Permission, PermissionFor(type), StringComparison.Ordinal)
            && (caller.Service == EventMessage.SourceOf(type) || caller.Service == services.GetRequiredService<RemoteModules>().Default?.Service
                || services.GetRequiredService<IConfiguration>().GetSection($"Internal:Callers:{caller.Service}").Get<string[]>() is { } allowed && allowed.Contains(PermissionFor(type), StringComparer.Ordinal));

    private static async Task<EventMessage?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<EventMessage>(request.Body, ModuleJson.Options, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string detail) => TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);

    [LoggerMessage(EventIds.EventDeliveryRefused, LogLevel.Warning, "Service {Service} may not bring {Type}")]
    private static partial void LogRefused(ILogger logger, string service, string type);
}
