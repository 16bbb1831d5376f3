using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monolith.ArchitectureTests.Code;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Monolith.Unit.Postgres;
using Npgsql;
using Xunit;

namespace Monolith.ArchitectureTests;

/// <summary>The schemas, roles and tables of all real modules in a database of their own, made as the Host makes them, without its seeds.</summary>
public sealed class ModuleSchemas : IAsyncLifetime
{
    private static readonly MethodInfo AddContextMethod = typeof(ModuleSchemas).GetMethod(nameof(AddContext), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly string _folder = Directory.CreateTempSubdirectory("schemas").FullName;
    private ServiceProvider _services = null!;

    internal ModuleDatabases Databases => _services.GetRequiredService<ModuleDatabases>();

    internal IReadOnlyList<ModuleManifest> Manifests { get; } = [.. RealCode.Base.Implementations.Select(CodeBase.ManifestOf)];

    /// <summary>Every table of the modules' schemas, the migrations history too.</summary>
    internal IReadOnlyList<(string Schema, string Table)> Tables { get; private set; } = [];

    public async Task InitializeAsync()
    {
        var administrator = await TemporaryPostgres.CreateDatabaseAsync();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Database:ConnectionString"] = administrator, ["DataDir"] = _folder })
            .Build();
        var (services, errors) = (new ServiceCollection(), new StartupErrors());
        services.AddLogging();
        services.AddModuleDatabases(configuration, errors, new DataDirectory(configuration), DatabaseAccess.Administrator);
        foreach (var implementation in RealCode.Base.Implementations)
        {
            foreach (var context in implementation.Loaded.GetTypes().Where(t => t.IsSubclassOf(typeof(ModuleDbContext))))
            {
                AddContextMethod.MakeGenericMethod(context).Invoke(obj: null, [services, CodeBase.ManifestOf(implementation)]);
            }
        }

        errors.ThrowIfAny();
        _services = services.BuildServiceProvider();
        await _services.GetRequiredService<DatabaseMigrator>().RunAsync(CancellationToken.None);
        Tables = await ReadTablesAsync(administrator);
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static void AddContext<TContext>(IServiceCollection services, ModuleManifest manifest)
        where TContext : ModuleDbContext
        => services.AddModuleDbContext<TContext>(manifest);

    private async Task<IReadOnlyList<(string Schema, string Table)>> ReadTablesAsync(string administrator)
    {
        await using var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT schemaname, tablename FROM pg_tables WHERE schemaname = ANY(@schemas) ORDER BY 1, 2", connection);
        command.Parameters.AddWithValue("schemas", Manifests.Select(m => m.Schema).ToArray());
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<(string Schema, string Table)>();
        while (await reader.ReadAsync())
        {
            tables.Add((reader.GetString(0), reader.GetString(1)));
        }

        return tables;
    }
}
