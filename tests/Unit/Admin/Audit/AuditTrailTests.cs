using Monolith.Kyc;
using Monolith.Unit.Kyc;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Admin.Audit;

public sealed class AuditTrailTests(AdminFixture fixture) : IClassFixture<AdminFixture>
{
    private const string All = "SELECT admin_id, kind, user_id, reason, result, error_code, shown_user_ids IS NOT NULL FROM admin.actions a LEFT JOIN admin.outcomes o ON o.action_id = a.id";

    private readonly KycHost _host = fixture.Host;

    [Fact]
    public async Task View_OfTheQueue_IsKeptWithWhoWasShown()
    {
        var (id, _) = await fixture.NewApplicantAsync();
        await _host.CallAsync(HttpMethod.Get, "/admin/kyc/pending", fixture.Admin.Token);
        (await _host.RowsAsync($"SELECT admin_id, kind, user_id FROM admin.actions a JOIN admin.outcomes o ON o.action_id = a.id WHERE {id} = ANY(o.shown_user_ids) AND o.ended_at >= a.begun_at"))
            .ShouldBe([$"{fixture.Admin.Id}|ListPendingKyc|"]);
    }

    [Fact]
    public async Task Decision_IsKeptWithItsReasonAndOutcome()
    {
        var (id, _) = await fixture.NewApplicantAsync();
        await DecideAsync(_host, id, fixture.Admin.Token);
        (await _host.RowsAsync($"{All} WHERE user_id = {id}")).ShouldBe([$"{fixture.Admin.Id}|ApproveKyc|{id}|seen|Done||True"]);
    }

    [Theory]
    [InlineData("UPDATE admin.actions SET reason = 'x'")]
    [InlineData("DELETE FROM admin.actions")]
    [InlineData("TRUNCATE admin.actions CASCADE")]
    [InlineData("UPDATE admin.outcomes SET result = 'Done'")]
    [InlineData("DELETE FROM admin.outcomes")]
    public async Task Trail_AsTheModulesRole_CannotBeRewritten(string sql) => (await _host.RefusalAsync(sql, "admin")).ShouldBe("42501");

    [Fact]
    public async Task Decision_ThatCannotBeWrittenDown_IsNotTaken()
    {
        await using var host = await KycHost.StartAsync(await TemporaryPostgres.CreateDatabaseAsync(), AdminFixture.Modules);
        var (_, admin) = await AdminFixture.NewAdminAsync(host, "boss");
        var (id, token) = await host.UserAsync("ana");
        await host.SubmitAsync(token, KycForms.Identity());
        await host.RowsAsync("ALTER TABLE admin.actions RENAME TO gone");
        await DecideAsync(host, id, admin);
        ((string)(await host.StatusAsync(token))["status"]!).ShouldBe("pending");

        await host.RowsAsync("ALTER TABLE admin.gone RENAME TO actions");
        await host.RowsAsync("ALTER TABLE admin.outcomes RENAME TO gone");
        (await DecideAsync(host, id, admin)).Status.ShouldBe(500);
        (await host.RowsAsync($"SELECT kind FROM admin.actions WHERE user_id = {id}")).ShouldBe(["ApproveKyc"], "what happened is there, without its outcome");
        ((string)(await host.StatusAsync(token))["status"]!).ShouldBe("approved");
    }

    [Fact]
    public async Task Decision_WithoutAnAnswer_Is503AndItsOutcomeUnknown()
    {
        await using var host = await KycHost.StartAsync(await TemporaryPostgres.CreateDatabaseAsync(), [.. AdminFixture.Modules.Where(m => m is not KycModule)], ("Modules:Kyc:Placement", "Off"));
        var (id, admin) = await AdminFixture.NewAdminAsync(host, "boss");
        (await DecideAsync(host, 7, admin)).ShouldBe((503, """{"detail":"Service Unavailable"}"""));
        (await host.CallAsync(HttpMethod.Get, "/admin/kyc/pending", admin)).ShouldBe((503, """{"detail":"Service Unavailable"}"""));
        (await host.CallAsync(HttpMethod.Post, "/admin/kyc/7/view", admin, new { reason = "why" })).ShouldBe((503, """{"detail":"Service Unavailable"}"""));
        (await host.RowsAsync("SELECT admin_id, kind, user_id, result, cardinality(shown_user_ids) FROM admin.actions a JOIN admin.outcomes o ON o.action_id = a.id ORDER BY a.id"))
            .ShouldBe([$"{id}|ApproveKyc|7|Unknown|0", $"{id}|ListPendingKyc||Unknown|0", $"{id}|ViewKyc|7|Unknown|0"]);
    }

    private static Task<(int Status, string Body)> DecideAsync(KycHost host, int user, string admin)
        => host.CallAsync(HttpMethod.Post, $"/admin/kyc/{user}/decide", admin, new { approve = true, reason = "seen" });
}
