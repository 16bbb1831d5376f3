using Microsoft.Extensions.DependencyInjection;
using Monolith.Movies.Catalogue;
using Npgsql;
using Xunit;

namespace Monolith.Unit.Movies.Catalogue;

/// <summary>The module on a database with the catalogue in it.</summary>
public sealed class CatalogueFixture : IAsyncLifetime
{
    internal MoviesHost Host { get; private set; } = null!;

    internal FilmSearch Films => Host.Services.GetRequiredService<FilmSearch>();

    internal NpgsqlDataSource Database => Host.Services.GetRequiredKeyedService<NpgsqlDataSource>("movies");

    public async Task InitializeAsync() => Host = await MoviesHost.WithCatalogueAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();

    internal async Task<List<string>> LinesAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetValue(0).ToString()!);
        }

        return lines;
    }
}
