using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Kernel.Data;
using Monolith.Kernel.Data.Ownership;
using Monolith.Kernel.Security.AtRest;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Modules;

/// <summary>What a module is given to register itself.</summary>
public sealed class ModuleBuilder
{
    private readonly StartupErrors _errors;

    internal ModuleBuilder(ModuleManifest manifest, IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, StartupErrors errors)
    {
        Manifest = manifest;
        Services = services;
        Configuration = configuration;
        Environment = environment;
        _errors = errors;
    }

    /// <summary>The module's own manifest.</summary>
    public ModuleManifest Manifest { get; }

    /// <summary>The process's container.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The whole configuration; a module reads its own section only.</summary>
    public IConfiguration Configuration { get; }

    /// <summary>Development, Production, ...</summary>
    public IHostEnvironment Environment { get; }

    /// <summary>Binds and validates <c>{Module}</c> or <c>{Module}:{subsection}</c> as a singleton; errors are reported together at start-up.</summary>
    public T AddSettings<T>(string? subsection = null)
        where T : class, new()
        => Services.AddSettings<T>(Configuration, _errors, subsection is null ? Manifest.Name : $"{Manifest.Name}:{subsection}");

    /// <summary>Registers the module's context on the module's own role and schema, with its migrations in its own assembly.</summary>
    public void AddDbContext<TContext>()
        where TContext : ModuleDbContext
        => AddDbContext<TContext>(ModuleRole.Owner, []);

    /// <summary>The same for a module whose requests are to have fewer rights than its migrations.</summary>
    /// <param name="role">As which it runs in the Host; an extracted service is always <see cref="ModuleRole.Service"/>.</param>
    /// <param name="appendOnlyTables">Tables whose rows <see cref="ModuleRole.Service"/> may add and read, and nothing else.</param>
    public void AddDbContext<TContext>(ModuleRole role, IReadOnlyList<string> appendOnlyTables)
        where TContext : ModuleDbContext
    {
        // Each module has its own, so the shared registration as a singleton does not serve here.
        var own = new ServiceCollection().AddSettings<OwnDatabaseSettings>(Configuration, _errors, $"Modules:{Manifest.Name}:Database");
        Services.AddModuleDbContext<TContext>(Manifest, role, appendOnlyTables, own);
    }

    /// <summary>Registers <see cref="IAtRestEncryption"/>, once per process; what is wrong with the keys (section <c>Encryption</c>) ends the start-up.</summary>
    public void AddAtRestEncryption() => Services.AddAtRestEncryption(Configuration, _errors);

    /// <summary>Registers data to put in after migrations.</summary>
    public void AddSeed<TSeed>()
        where TSeed : class, ISeed
        => Services.AddScoped<TSeed>().AddSingleton(new ModuleSeed(typeof(TSeed)));
}
