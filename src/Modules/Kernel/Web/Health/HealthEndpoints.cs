using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Monolith.Kernel.Web.Health;

/// <summary>
/// <c>/health/live</c>: the process answers, nothing else is asked (a restart cures no database). <c>/health/ready</c>: it can serve; every check with the tag
/// <c>ready</c>. Descriptions are fixed texts of ours; exceptions, which name hosts and users, stay in the log.
/// </summary>
internal static class HealthEndpoints
{
    public const string ReadyTag = "ready";

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, "/health/live", _ => false);
        Map(endpoints, "/health/ready", check => check.Tags.Contains(ReadyTag));
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, Func<HealthCheckRegistration, bool> predicate)
        => endpoints.MapHealthChecks(path, new HealthCheckOptions { Predicate = predicate, ResponseWriter = WriteAsync, AllowCachingResponses = false }).AllowAnonymous();

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(
            context.Response.Body,
            new HealthAnswer(
                report.Status.ToString(),
                report.Entries.ToDictionary(
                    e => e.Key,
                    e => new HealthAnswer.Check(e.Value.Status.ToString(), DescriptionOf(e.Value), Math.Round(e.Value.Duration.TotalMilliseconds, 1)),
                    StringComparer.Ordinal)),
            HealthAnswer.Json,
            context.RequestAborted);
    }

    // The framework puts an exception's own message here when a check throws or times out.
    private static string? DescriptionOf(HealthReportEntry entry)
        => entry.Exception is { } exception && (entry.Description is null || entry.Description == exception.Message) ? "The check failed." : entry.Description;
}
