using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monolith.Kernel.Security.Operators;
using Npgsql;

namespace Monolith.Kernel.Events.Admin;

/// <summary><c>/admin/events</c>, see docs/events.md. On the internal listener, for who holds the operator token.</summary>
internal static class EventAdmin
{
    /// <summary>Request header with the operator's name, as they call themselves.</summary>
    private const string OperatorHeader = "X-Operator";

    private const int LongestName = 100;

    public static void MapEventAdmin(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/admin/events").RequireAuthorization(OperatorRegistration.Policy).AddEndpointFilter(AnswerErrorsAsync).ExcludeFromDescription();
        group.MapGet("/", async (EventControl control, CancellationToken stop) => TypedResults.Ok(await control.StatusAsync(stop)));
        group.MapGet("/dead", async (EventControl control, CancellationToken stop, string? publisher = null, int limit = 100)
            => TypedResults.Ok(await control.ListDeadAsync(publisher, limit, stop)));
        group.MapGet("/{id:guid}", async (Guid id, HttpRequest request, EventControl control, CancellationToken stop) => TypedResults.Ok(await control.ShowAsync(id, Who(request), stop)));
        group.MapPost("/redrive", async (HttpRequest request, EventControl control, CancellationToken stop)
            => TypedResults.Ok(await control.RedriveAsync(await ReadAsync<RedriveOrder>(request), Who(request), stop)));
        group.MapPost("/discard", async (HttpRequest request, EventControl control, CancellationToken stop)
            => TypedResults.Ok(await control.DiscardAsync(await ReadAsync<DiscardOrder>(request), Who(request), stop)));
        group.MapPost("/replay", async (HttpRequest request, EventControl control, CancellationToken stop)
            => TypedResults.Ok(await control.ReplayAsync(await ReadAsync<ReplayOrder>(request), Who(request), stop)));
    }

    private static string Who(HttpRequest request)
    {
        var name = new string([.. request.Headers[OperatorHeader].ToString().Where(c => !char.IsControl(c)).Take(LongestName)]).Trim();
        return name.Length > 0 ? name : "unknown";
    }

    private static async Task<T> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        try
        {
            return await request.ReadFromJsonAsync<T>(request.HttpContext.RequestAborted) ?? throw new JsonException("it is null.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new EventOrderException(StatusCodes.Status400BadRequest, "invalid_order", $"The body must be JSON of the documented shape: {e.Message}");
        }
    }

    private static async ValueTask<object?> AnswerErrorsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (EventOrderException e)
        {
            return Problem(e.Status, e.Code, e.Message);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return Problem(StatusCodes.Status503ServiceUnavailable, "store_unavailable", "The database does not answer, so it is not known whether the order was followed. Look, and try again when it is back.");
        }
    }

    private static IResult Problem(int status, string code, string detail)
        => TypedResults.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code });
}
