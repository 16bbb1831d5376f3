using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Data;

/// <summary>
/// Writes, for each module, the connection string that its extracted service may use: <c>{DataDir}/services/{module}/connection-string</c>, mode 0600.
/// A service is given its own file and so its own role; it never sees the administrator's. Beside it, where the module can have a database of its own,
/// <c>own-connection-string</c> is the connection to that.
/// </summary>
public sealed partial class ServiceConnections(IServiceProvider services, ModuleDatabases databases, DataDirectory dataDirectory, ILogger<ServiceConnections> logger)
{
    /// <summary>Writes the files of these modules anew.</summary>
    public void Write(IReadOnlyList<ModuleManifest> manifests)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        foreach (var manifest in manifests)
        {
            var path = dataDirectory.PathOf("services", manifest.Schema, "connection-string");
            DataDirectory.WritePrivateFile(path, databases.ServiceConnectionStringOf(manifest));
            LogWritten(manifest.Name, path);
            if (services.GetServices<ModuleContext>().FirstOrDefault(c => c.Manifest.Schema == manifest.Schema) is { } context
                && databases.OwnConnectionStringOf(context, ModuleRole.Service) is { } own)
            {
                DataDirectory.WritePrivateFile(dataDirectory.PathOf("services", manifest.Schema, "own-connection-string"), own);
            }
        }
    }

    [LoggerMessage(EventIds.ServiceConnectionWritten, LogLevel.Debug, "The connection for the extracted service of {Module} is in {Path}")]
    private partial void LogWritten(string module, string path);
}
