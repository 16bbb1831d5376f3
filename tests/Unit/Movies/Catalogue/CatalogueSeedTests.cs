using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Movies.Catalogue;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Catalogue;

public sealed class CatalogueSeedTests
{
    [Fact]
    public async Task Run_SecondTime_DoesNothing()
    {
        await using var host = await MoviesHost.WithCatalogueAsync();
        var before = await ScalarAsync(host, "SELECT seeded_at::text FROM seeded_catalogue");

        await host.Services.GetRequiredService<DatabaseMigrator>().RunAsync(default);

        (await ScalarAsync(host, "SELECT seeded_at::text FROM seeded_catalogue")).ShouldBe(before);
        (await ScalarAsync(host, "SELECT count(*) FROM films")).ShouldBe(1006L);
        host.Logs.Lines.Count(l => l.Contains("Put 1006 films into the built-in catalogue", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Run_OtherVersionThere_ReplacesIt()
    {
        await using var host = await MoviesHost.WithCatalogueAsync();
        await ScalarAsync(host, "UPDATE seeded_catalogue SET hash = 'that of another file'");
        await ScalarAsync(host, "DELETE FROM films WHERE id = 268");
        await ScalarAsync(host, "UPDATE films SET id = 12345678, title = 'Gone from the file' WHERE id = 155");

        await host.Services.GetRequiredService<DatabaseMigrator>().RunAsync(default);

        (await ScalarAsync(host, "SELECT count(*) FROM films WHERE id IN (268, 155)")).ShouldBe(2L);
        (await ScalarAsync(host, "SELECT count(*) FROM films")).ShouldBe(1006L);
        (await ScalarAsync(host, "SELECT string_agg(hash, ' ') FROM seeded_catalogue")).ShouldBe(SeedFile.Open().Hash);
    }

    [Fact]
    public async Task ServiceRole_MaySearch()
    {
        await using var host = await MoviesHost.WithCatalogueAsync();
        var connection = host.Services.GetRequiredService<ModuleDatabases>().ServiceConnectionStringOf(new Monolith.Movies.MoviesModule().Manifest);
        await using var service = new ModuleConnections("movies", connection, own: null, gate: null);

        var films = await new FilmSearch(service).SearchAsync("batmn", default);

        films.ShouldNotBeEmpty();
    }

    private static async Task<object?> ScalarAsync(MoviesHost host, string sql)
    {
        await using var connection = await host.Services.GetRequiredKeyedService<ModuleConnections>("movies").OpenConnectionAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
