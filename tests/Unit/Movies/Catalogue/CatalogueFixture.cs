using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Movies.Catalogue;
using Npgsql;
using Xunit;

namespace Monolith.Unit.Movies.Catalogue;

/// <summary>The module on a database with the catalogue in it.</summary>
public sealed class CatalogueFixture : IAsyncLifetime
{
    internal MoviesHost Host { get; private set; } = null!;

    internal FilmSearch Films => Host.Services.GetRequiredService<FilmSearch>();

    internal ModuleConnections Database => Host.Services.GetRequiredKeyedService<ModuleConnections>("movies");

    public async Task InitializeAsync() => Host = await MoviesHost.WithCatalogueAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();

    internal async Task<List<string>> LinesAsync(string sql)
    {
        await using var connection = await Database.OpenConnectionAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetValue(0).ToString()!);
        }

        return lines;
    }
}
