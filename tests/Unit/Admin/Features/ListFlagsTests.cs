using Microsoft.Extensions.DependencyInjection;
using Monolith.Admin.Audit;
using Monolith.Admin.Features.ListFlags;
using Monolith.Kernel.Modules;
using Monolith.Unit.Kyc;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Admin.Features;

public sealed class ListFlagsTests(AdminFixture fixture) : IClassFixture<AdminFixture>
{
    private readonly KycHost _host = fixture.Host;

    [Fact]
    public async Task List_WhereTrafficIsMoved_IsWhatTheProcessDoes()
    {
        var flags = new FixedFlags([new("wallet.add", "wallet", ["POST /wallet/add"], "both", 25, "healthy"), new("kyc.status", "kyc", ["GET /kyc/status"], "monolith", 0, null)]);
        await using var scope = _host.Process.App.Services.CreateAsyncScope();

        var answer = await new ListFlagsHandler(scope.ServiceProvider.GetRequiredService<AuditTrail>(), flags).Handle(new(fixture.Admin.Id), default);

        answer.Value!.Select(f => $"{f.Route} {f.Module} {f.Endpoints[0]} {f.Side} {f.Percent} {f.Service}")
            .ShouldBe(["wallet.add wallet POST /wallet/add both 25 healthy", "kyc.status kyc GET /kyc/status monolith 0 "]);
        (await _host.RowsAsync("SELECT 1 FROM admin.actions a JOIN admin.outcomes o ON o.action_id = a.id WHERE kind = 'ListFlags' AND result = 'Done'")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task List_WhereNoTrafficIsMoved_Is503AndWrittenDown()
    {
        (await _host.CallAsync(HttpMethod.Get, "/admin/flags", fixture.Admin.Token)).ShouldBe((503, """{"detail":"Service Unavailable"}"""));
        (await _host.RowsAsync("SELECT result, error_code FROM admin.actions a JOIN admin.outcomes o ON o.action_id = a.id WHERE kind = 'ListFlags' AND result <> 'Done'"))
            .ShouldBe(["Unknown|admin.no_flags"]);
    }

    [Fact]
    public async Task List_ByWhoIsNoAdmin_Is403()
    {
        var (_, token) = await fixture.NewUserAsync();
        (await _host.CallAsync(HttpMethod.Get, "/admin/flags", token)).ShouldBe((403, """{"detail":"Admin only"}"""));
    }

    private sealed class FixedFlags(IReadOnlyList<RouteFlag> flags) : IRouteFlags
    {
        public IReadOnlyList<RouteFlag> Current() => flags;
    }
}
