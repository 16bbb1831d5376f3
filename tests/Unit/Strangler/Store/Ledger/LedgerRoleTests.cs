using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Unit.Postgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Store.Ledger;

/// <summary>What the connection that a host works with can do to the ledger.</summary>
public sealed class LedgerRoleTests(TemporaryPostgres postgres) : IClassFixture<TemporaryPostgres>
{
    [Theory]
    [InlineData("UPDATE strangler.flag_versions SET reason = 'other'")]
    [InlineData("DELETE FROM strangler.flag_versions")]
    [InlineData("TRUNCATE strangler.flag_versions")]
    [InlineData("DROP TABLE strangler.flag_versions")]
    [InlineData("ALTER TABLE strangler.flag_versions DISABLE TRIGGER append_only")]
    [InlineData("ALTER TABLE strangler.flag_versions DROP COLUMN reason")]
    [InlineData("DROP FUNCTION strangler.refuse_change() CASCADE")]
    [InlineData("CREATE OR REPLACE FUNCTION strangler.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")]
    [InlineData("DELETE FROM strangler.__migrations")]
    [InlineData("CREATE TABLE strangler.mine (id int)")]
    public async Task RuntimeRole_AnythingButReadingAndAppending_IsDenied(string sql)
    {
        await using var host = await StartAsync();
        await using var runtime = await host.App.Services.GetRequiredKeyedService<ModuleConnections>("strangler").OpenConnectionAsync(CancellationToken.None);
        var before = await postgres.QueryAsync<long>("SELECT count(*) FROM strangler.flag_versions");

        await using var command = new NpgsqlCommand(sql, runtime);
        var refused = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await postgres.QueryAsync<long>("SELECT count(*) FROM strangler.flag_versions")).ShouldBe(before);
    }

    [Theory]
    [InlineData("UPDATE strangler.flag_versions SET reason = 'other'")]
    [InlineData("DELETE FROM strangler.flag_versions")]
    [InlineData("TRUNCATE strangler.flag_versions")]
    public async Task Superuser_ByMistake_IsStoppedByTheTrigger(string sql)
    {
        await using var host = await StartAsync();

        var refused = await Should.ThrowAsync<PostgresException>(() => postgres.QueryAsync<long>(sql));

        refused.MessageText.ShouldContain("append-only");
    }

    private Task<TestHost> StartAsync()
        => TestHost.StartAsync("http://127.0.0.1:9", postgres.ConnectionString, s => s["Database:RolePrefix"] = "r" + new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Database + "_", probe: false);
}
