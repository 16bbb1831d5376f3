using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Kernel.Startup;

namespace Monolith.Unit.Postgres;

/// <summary>A container with module contexts on a fresh database, as the Host composes them: roles, schemas and migrations are real.</summary>
internal sealed class ModuleDatabase : IAsyncDisposable
{
    private static int _prefixes;
    private readonly string _dataDirectory = Directory.CreateTempSubdirectory("monolith-test-").FullName;

    private ModuleDatabase(string connectionString, string rolePrefix, Action<IServiceCollection> register)
    {
        RolePrefix = rolePrefix;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DataDir"] = _dataDirectory,
            ["Database:ConnectionString"] = connectionString,
            ["Database:RolePrefix"] = rolePrefix,
        }).Build();
        var errors = new StartupErrors();
        DataDirectory = new DataDirectory(configuration);
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        services.AddModuleDatabases(configuration, errors, DataDirectory, DatabaseAccess.Administrator);
        register(services);
        errors.ThrowIfAny();
        Services = services.BuildServiceProvider();
    }

    public ServiceProvider Services { get; }

    public DataDirectory DataDirectory { get; }

    public string RolePrefix { get; }

    /// <summary>On a database of its own and, since roles belong to the whole server, with a role prefix of its own.</summary>
    public static async Task<ModuleDatabase> CreateAsync(Action<IServiceCollection> register)
        => At(await TemporaryPostgres.CreateDatabaseAsync(), register);

    /// <summary>The same on a database that the caller has.</summary>
    public static ModuleDatabase At(string connectionString, Action<IServiceCollection> register)
        => Attach(connectionString, $"t{Environment.ProcessId}_{Interlocked.Increment(ref _prefixes)}_", register);

    public static ModuleDatabase Attach(string connectionString, string rolePrefix, Action<IServiceCollection> register) => new(connectionString, rolePrefix, register);

    public Task MigrateAsync() => Services.GetRequiredService<DatabaseMigrator>().RunAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        Directory.Delete(_dataDirectory, recursive: true);
    }
}
