using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Favorites.Data;
using Monolith.Kernel.Data;
using Monolith.Kernel.Data.Ownership;
using Monolith.Kernel.Startup;
using Monolith.Strangler.Cutover;
using Monolith.Unit.Kernel.Events;
using Monolith.Unit.Postgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Data.Ownership;

/// <summary>A process between two databases, each of which says by its rows whether it owns the data.</summary>
public sealed class OwnershipFollowerTests : IAsyncLifetime
{
    private const long FollowersLock = 4711;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private string _monolith = "";
    private string _own = "";
    private ModuleDatabase _process = null!;

    private ModuleConnections Connections => _process.Services.GetRequiredKeyedService<ModuleConnections>("other");

    public async Task InitializeAsync()
    {
        (_monolith, _own) = (await TemporaryPostgres.CreateDatabaseAsync(), await TemporaryPostgres.CreateDatabaseAsync());
        _process = ModuleDatabase.At(_monolith, services => services.AddModuleDbContext<DatabaseMigratorTests.OtherDbContext>(
            DatabaseMigratorTests.Other, ownDatabase: new() { ConnectionString = _own, LongestHold = Limit }));
        await _process.MigrateAsync();
    }

    public async Task DisposeAsync() => await _process.DisposeAsync();

    [Fact]
    public async Task Open_DataNeverPrepared_IsTheMonoliths()
    {
        await using var following = await FollowAsync();

        (await DatabaseOfAsync()).ShouldBe(NameOf(_monolith));
    }

    [Fact]
    public async Task Open_OwnedByTheModulesDatabase_IsThere()
    {
        await PrepareAsync("ceded", "owner");
        await using var following = await FollowAsync();

        // Before it was prepared, the migration had found it at the monolith.
        await Wait.UntilAsync(DatabaseOfAsync, name => name == NameOf(_own));
    }

    [Fact]
    public async Task Follow_ItsSession_IsKnownToARetirement()
    {
        await using var following = await FollowAsync();

        await Wait.UntilAsync(() => HasSessionAsync(_monolith, ModuleNames.FollowersApplication), has => has);
    }

    [Fact]
    public async Task Hold_WithSomebodyIn_WaitsForThemAndHoldsOthersUntilTheNewOwner()
    {
        await PrepareAsync("owner", "standby");
        await using var following = await FollowAsync();
        await Wait.UntilAsync(MayFenceAsync, may => !may);
        var inside = await Connections.OpenConnectionAsync(default);

        await ExecuteAsync(_monolith, "UPDATE cutover_other.hold SET until = now() + interval '1 hour'; NOTIFY monolith_cutover, 'other'");
        await Wait.UntilAsync(() => Task.FromResult(Connections.Gate!.Owner), owner => owner is null);
        var waiting = DatabaseOfAsync();
        (await MayFenceAsync()).ShouldBeFalse("somebody is at work");
        await inside.DisposeAsync();
        await Wait.UntilAsync(MayFenceAsync, may => may);

        waiting.IsCompleted.ShouldBeFalse();
        await ExecuteAsync(_monolith, "UPDATE cutover_other.ownership SET state = 'ceded', epoch = 2; UPDATE cutover_other.hold SET until = '-infinity'");
        await ExecuteAsync(_own, "UPDATE cutover_other.ownership SET state = 'owner', epoch = 2");
        (await waiting.WaitAsync(Limit)).ShouldBe(NameOf(_own));
    }

    [Fact]
    public async Task Hold_ForgottenByAControllerThatEnded_PassesByItself()
    {
        await PrepareAsync("owner", "standby");
        await using var following = await FollowAsync();

        await ExecuteAsync(_monolith, "UPDATE cutover_other.hold SET until = clock_timestamp() + interval '300 ms'; NOTIFY monolith_cutover, 'other'");

        await Wait.UntilAsync(() => Task.FromResult(Connections.Gate!.Owner), owner => owner is null);
        (await DatabaseOfAsync().WaitAsync(Limit)).ShouldBe(NameOf(_monolith));
    }

    [Fact]
    public async Task Context_DataMovesBetweenTwoQueriesOfAScope_GoesOnInTheNewOwner()
    {
        await PrepareAsync("owner", "standby");
        await using var following = await FollowAsync();
        await using var scope = _process.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<DatabaseMigratorTests.OtherDbContext>();
        (await DatabaseOfAsync(context)).ShouldBe(NameOf(_monolith));

        await ExecuteAsync(_monolith, "UPDATE cutover_other.ownership SET state = 'ceded', epoch = 2; NOTIFY monolith_cutover, 'other'");
        await Wait.UntilAsync(() => Task.FromResult(Connections.Gate!.Owner), owner => owner is null);
        await ExecuteAsync(_own, "UPDATE cutover_other.ownership SET state = 'owner', epoch = 2; NOTIFY monolith_cutover, 'other'");

        (await DatabaseOfAsync(context)).ShouldBe(NameOf(_own));
        (await DatabaseOfAsync(context)).ShouldBe(NameOf(_own));
        Connections.Gate!.Inside.ShouldBe(0);
    }

    [Fact]
    public async Task Context_LentAgainAfterTheDataMovedThereAndBack_IsAtTheOwnerEachTime()
    {
        await PrepareAsync("ceded", "owner");
        await using var following = await FollowAsync();
        await Wait.UntilAsync(DatabaseOfAsync, name => name == NameOf(_own));
        var (first, there) = await LendAsync();
        var (second, still) = await LendAsync();

        await ExecuteAsync(_own, "UPDATE cutover_other.ownership SET state = 'ceded', epoch = 2; NOTIFY monolith_cutover, 'other'");
        await Wait.UntilAsync(() => Task.FromResult(Connections.Gate!.Owner), owner => owner is null);
        await ExecuteAsync(_monolith, "UPDATE cutover_other.ownership SET state = 'owner', epoch = 2; NOTIFY monolith_cutover, 'other'");
        var (third, back) = await LendAsync();

        (there, still, back).ShouldBe((NameOf(_own), NameOf(_own), NameOf(_monolith)));
        second.ShouldBeSameAs(first);
        third.ShouldBeSameAs(first);
        Connections.Gate!.Inside.ShouldBe(0);
    }

    [Fact]
    public async Task Context_StatementThatAnswersNoRows_GoesToTheOwner()
    {
        await PrepareAsync("ceded", "owner");
        await using var following = await FollowAsync();
        await Wait.UntilAsync(DatabaseOfAsync, name => name == NameOf(_own));
        await ExecuteAsync(_own, "CREATE TABLE marks (n int); GRANT ALL ON marks TO PUBLIC");
        await using var scope = _process.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<DatabaseMigratorTests.OtherDbContext>();

        (await context.Database.ExecuteSqlRawAsync("INSERT INTO public.marks VALUES (1)")).ShouldBe(1);
    }

    [Fact]
    public async Task Migrate_OwnDatabaseAway_IsPutOffForThatModuleAlone()
    {
        var monolith = await TemporaryPostgres.CreateDatabaseAsync();
        await using var process = ModuleDatabase.At(monolith, services => services
            .AddModuleDbContext<DatabaseMigratorTests.OtherDbContext>(DatabaseMigratorTests.Other, ownDatabase: new() { ConnectionString = _own + ";Database=gone", LongestHold = TimeSpan.FromMilliseconds(100) })
            .AddModuleDbContext<FavoritesDbContext>(DatabaseMigratorTests.Favorites));
        await ExecuteAsync(monolith, Control("ceded", "other"));

        await process.MigrateAsync();

        await Should.ThrowAsync<DataHeldException>(async () => await process.Services.GetRequiredKeyedService<ModuleConnections>("other").OpenConnectionAsync(default));
        await using var favorites = await process.Services.GetRequiredKeyedService<ModuleConnections>("favorites").OpenConnectionAsync(default);
    }

    [Theory]
    [InlineData("ceded", "", "Favorites cannot be migrated: its data is being handed from one database to the other")]
    [InlineData("owner", "CREATE TABLE cutover_favorites.deferred AS SELECT 'CREATE INDEX' AS makes", "Favorites cannot be migrated: its tables in its own database lack indexes")]
    public async Task Migrate_DataOnItsWay_IsRefused(string monolithIs, string left, string says)
    {
        await using var process = ModuleDatabase.At(await TemporaryPostgres.CreateDatabaseAsync(), services => services.AddModuleDbContext<FavoritesDbContext>(
            DatabaseMigratorTests.Favorites, ownDatabase: new() { ConnectionString = _own }));
        await ExecuteAsync(process.Services.GetRequiredService<ModuleDatabases>().Configured(), Control(monolithIs, "favorites"));
        await ExecuteAsync(_own, Control("standby", "favorites") + left);

        (await Should.ThrowAsync<StartupException>(process.MigrateAsync)).Message.ShouldContain(says);
    }

    private static string NameOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<bool> HasSessionAsync(string connectionString, string application)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1)");
        command.Parameters.Add(new() { Value = application });
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private async Task PrepareAsync(string monolith, string own)
    {
        await ExecuteAsync(_monolith, Control(monolith, "other"));
        await ExecuteAsync(_own, Control(own, "other"));
    }

    private static string Control(string state, string schema) =>
        $"""
        CREATE SCHEMA cutover_{schema};
        CREATE TABLE cutover_{schema}.ownership AS SELECT '{state}' AS state, 1::bigint AS epoch, {FollowersLock}::bigint AS followers_lock;
        CREATE TABLE cutover_{schema}.hold AS SELECT '-infinity'::timestamptz AS until;
        GRANT USAGE ON SCHEMA cutover_{schema} TO PUBLIC;
        GRANT SELECT ON ALL TABLES IN SCHEMA cutover_{schema} TO PUBLIC;
        """;

    private async Task<IAsyncDisposable> FollowAsync()
    {
        var follower = _process.Services.GetRequiredService<OwnershipFollower>();
        await follower.StartAsync(default);
        return new Following(follower);
    }

    private async Task<string> DatabaseOfAsync()
    {
        await using var connection = await Connections.OpenConnectionAsync(default);
        return connection.Database;
    }

    private async Task<(DbContext Context, string Database)> LendAsync()
    {
        await using var scope = _process.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<DatabaseMigratorTests.OtherDbContext>();
        return (context, await DatabaseOfAsync(context));
    }

    private static Task<string> DatabaseOfAsync(DatabaseMigratorTests.OtherDbContext context)
        => context.Database.SqlQueryRaw<string>("SELECT current_database()::text AS \"Value\"").SingleAsync();

    private async Task<bool> MayFenceAsync()
    {
        await using var connection = new NpgsqlConnection(_monolith + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({FollowersLock})", connection);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private sealed class Following(OwnershipFollower follower) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await follower.StopAsync(default);
    }
}
