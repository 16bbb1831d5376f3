using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Favorites.Data;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Unit.Postgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Data;

public sealed class DatabaseMigratorTests
{
    private const int MigrationsOfFavorites = 2;
    internal static readonly ModuleManifest Favorites = new("Favorites");
    internal static readonly ModuleManifest Other = new("Other");

    [Fact]
    public async Task Run_TwiceAndFourAtOnce_MigratesOnce()
    {
        await using var database = await ModuleDatabase.CreateAsync(Register);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => database.MigrateAsync()));
        await database.MigrateAsync();

        await using var connection = await database.Services.GetRequiredKeyedService<ModuleConnections>("favorites").OpenConnectionAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM favorites.__migrations", connection);
        ((long)(await command.ExecuteScalarAsync())!).ShouldBe(MigrationsOfFavorites);
    }

    [Fact]
    public async Task Role_OfAnotherModule_IsDeniedTheTable()
    {
        await using var database = await ModuleDatabase.CreateAsync(Register);
        await database.MigrateAsync();
        await using var other = await database.Services.GetRequiredKeyedService<ModuleConnections>("other").OpenConnectionAsync(CancellationToken.None);

        var error = await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(other, "SELECT * FROM favorites.favorites"));

        error.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("SELECT count(*) FROM favorites.favorites", null)]
    [InlineData("DELETE FROM favorites.favorites", null)]
    [InlineData("DROP TABLE favorites.favorites", PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData("CREATE TABLE favorites.mine (id int)", PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData("DELETE FROM favorites.__migrations", PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData("SELECT * FROM other.__migrations", PostgresErrorCodes.InsufficientPrivilege)]
    public async Task ServiceRole_MayUseItsTablesAndNothingElse(string sql, string? refusedWith)
    {
        await using var database = await ModuleDatabase.CreateAsync(Register);
        await database.MigrateAsync();
        database.Services.GetRequiredService<ServiceConnections>().Write([Favorites]);
        var file = database.DataDirectory.PathOf("services", "favorites", "connection-string");
        await using var service = new NpgsqlConnection(await File.ReadAllTextAsync(file));
        await service.OpenAsync();

        var error = await Record.ExceptionAsync(() => ExecuteAsync(service, sql));

        (error as PostgresException)?.SqlState.ShouldBe(refusedWith);
        (error is null).ShouldBe(refusedWith is null, error?.Message);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static void Register(IServiceCollection services)
        => services.AddModuleDbContext<FavoritesDbContext>(Favorites).AddModuleDbContext<OtherDbContext>(Other);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    internal sealed class OtherDbContext(DbContextOptions<OtherDbContext> options) : ModuleDbContext(options, "other");
}
