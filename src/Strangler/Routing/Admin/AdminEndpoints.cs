using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monolith.Strangler.Routing.Admin.Applying;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Admin.Explaining;
using Monolith.Strangler.Routing.Admin.Linting;
using Monolith.Strangler.Routing.Admin.Passes;

namespace Monolith.Strangler.Routing.Admin;

/// <summary>The admin API, see docs/strangler.md.</summary>
internal static class AdminEndpoints
{
    /// <summary>Defined by the host: who holds the operator token.</summary>
    private const string OperatorPolicy = "Operator";

    /// <summary>Request header with the operator's name, as they call themselves.</summary>
    private const string OperatorHeader = "X-Operator";

    private const int LongestName = 100;

    public static RouteGroupBuilder Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/admin/strangler").RequireAuthorization(OperatorPolicy).AddEndpointFilter<AdminErrors>();
        group.MapGet("/status", async (StatusReport report, CancellationToken stop) => Results.Ok(await report.NowWithDataAsync(stop)));
        group.MapGet("/explain", async (HttpContext context, ExplainReport report, string method, string path, string? user, string? tenant, string[]? group, string? side, string? contentType)
            => Results.Ok(await report.ExplainAsync(new(method, path, user, tenant, group ?? [], side, contentType), context.RequestServices)));
        group.MapGet("/lint", (FlagLint lint) => Results.Ok(lint.CheckLive()));
        group.MapPost("/lint", async (HttpRequest request, FlagLint lint) => Results.Ok(lint.CheckText(await AdminBody.ReadTextAsync(request))));
        group.MapGet("/history", async (LedgerReport report, CancellationToken stop, int limit = 20) => Results.Ok(await report.HistoryAsync(limit, stop)));
        group.MapGet("/history/verify", async (LedgerReport report, CancellationToken stop, long? version = null, string? hash = null)
            => Results.Ok(await report.VerifyAsync(version, hash, stop)));
        group.MapGet("/history/checkpoint", (LedgerReport report) => Results.Ok(report.ExportCheckpoint()));
        group.MapPost("/shift", async (HttpRequest request, TrafficControl control, CancellationToken stop)
            => Results.Ok(await control.ShiftAsync(await AdminBody.ReadAsync<ShiftRequest>(request), Who(request), stop)));
        group.MapPost("/rollback", async (HttpRequest request, TrafficControl control, CancellationToken stop)
            => Results.Ok(await control.RollBackAsync(await AdminBody.ReadAsync<RollbackRequest>(request), Who(request), stop)));
        group.MapGet("/export", (DocumentControl control) => Results.Ok(control.Export()));
        group.MapPost("/apply", async (HttpRequest request, DocumentControl control, CancellationToken stop)
            => Results.Ok(await control.ApplyAsync(await AdminBody.ReadAsync<ApplyRequest>(request), Who(request), stop)));
        group.MapPost("/tester-pass", async (HttpRequest request, TesterPasses passes)
            => Results.Ok(passes.Issue(await AdminBody.ReadAsync<PassRequest>(request), Who(request))));
        return group;
    }

    private static string Who(HttpRequest request)
    {
        var name = new string([.. request.Headers[OperatorHeader].ToString().Where(c => !char.IsControl(c)).Take(LongestName)]).Trim();
        return name.Length > 0 ? name : "unknown";
    }
}
