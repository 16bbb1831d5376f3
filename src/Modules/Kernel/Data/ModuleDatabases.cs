using System.Security.Cryptography;
using System.Text;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Npgsql;

namespace Monolith.Kernel.Data;

/// <summary>
/// Knows the connection of each module. In the Host they are derived from the administrator's, with the module's own role; an extracted service is given
/// its own and nothing else.
/// </summary>
public sealed class ModuleDatabases(DatabaseSettings settings, DataDirectory dataDirectory, DatabaseAccess access)
{
    private readonly Lazy<string> _roleSecret = new(() => settings.RoleSecret ?? dataDirectory.GetOrCreateSecret("database-role-secret"));
    private string? _offered;

    /// <summary>The connection of the module in this process: the role that owns its schema, or in an extracted service the one it has; its schema first in the search path.</summary>
    /// <exception cref="StartupException">No connection string is configured.</exception>
    public string ConnectionStringOf(ModuleManifest manifest) => ConnectionStringOf(manifest, ModuleRole.Owner);

    /// <summary>The same, as another of the module's roles; an extracted service has but one.</summary>
    /// <exception cref="StartupException">No connection string is configured.</exception>
    public string ConnectionStringOf(ModuleManifest manifest, ModuleRole role)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return access == DatabaseAccess.OneModule ? Configured() : With(Configured(), role == ModuleRole.Owner ? RoleOf(manifest) : ServiceRoleOf(manifest), manifest);
    }

    /// <summary>The connection to give to the module's extracted service.</summary>
    public string ServiceConnectionStringOf(ModuleManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return With(Configured(), ServiceRoleOf(manifest), manifest);
    }

    /// <summary>Lets every module whose own database is not configured have one on this server, with the name of its schema; made when it is first needed.</summary>
    /// <param name="administrator">The server's administrator's connection, to any database.</param>
    public void OfferOwnDatabases(string administrator) => _offered = administrator;

    internal string ConnectionStringOf(ModuleContext context) => ConnectionStringOf(context.Manifest, context.Role);

    /// <summary>The same in the module's own database; null where it has none.</summary>
    internal string? OwnConnectionStringOf(ModuleContext context) => OwnConnectionStringOf(context, context.Role);

    internal string? OwnConnectionStringOf(ModuleContext context, ModuleRole role) => OwnAdministrator(context) switch
    {
        null => null,
        var configured when access == DatabaseAccess.OneModule => configured,
        var configured => With(configured, role == ModuleRole.Owner ? RoleOf(context.Manifest) : ServiceRoleOf(context.Manifest), context.Manifest),
    };

    /// <summary>The configured connection to the module's own database; null where it has none.</summary>
    internal string? OwnAdministrator(ModuleContext context) => context.OwnDatabase switch
    {
        null => null,
        var own when own.Read() is { } configured => configured,
        _ when _offered is null => null,
        _ => new NpgsqlConnectionStringBuilder(_offered) { Database = context.Manifest.Schema }.ConnectionString,
    };

    /// <summary>The configured connection: the administrator's, or the extracted service's own.</summary>
    /// <exception cref="StartupException">There is none, or its file is missing.</exception>
    public string Configured() => settings.FindProblem() is { } problem ? throw new StartupException([problem]) : settings.Read();

    // The administrator of the private server is 'monolith_admin': the module Admin must not take that role, and with it its password.
    internal string RoleOf(ModuleManifest manifest) => settings.RolePrefix + (manifest.Schema == "admin" ? "admin_module" : manifest.Schema);

    internal string ServiceRoleOf(ModuleManifest manifest) => RoleOf(manifest) + "_service";

    internal string PasswordOf(string role)
        => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_roleSecret.Value), Encoding.UTF8.GetBytes(role)));

    private string With(string administrator, string role, ModuleManifest manifest) => new NpgsqlConnectionStringBuilder(administrator)
    {
        Username = role,
        Password = PasswordOf(role),
        SearchPath = $"{manifest.Schema},{DatabaseMigrator.ExtensionsSchema}",
        ApplicationName = role,
        MaxPoolSize = settings.MaxPoolSize,
        // A module at rest keeps no connection: every one costs the server a process.
        MinPoolSize = 0,
    }.ConnectionString;
}
