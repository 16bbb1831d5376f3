using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Npgsql;

namespace Monolith.Host.Database;

/// <summary>
/// For who develops with the private PostgreSQL: what <c>./strangler data</c> needs to move a module's data, so that nothing has to be typed. Files of mode 0600,
/// <c>{DataDir}/cutover/{module}/from</c> and <c>to</c>: the administrator's connection to the monolith's database and to one for the module on the same server.
/// </summary>
internal static class CutoverConnections
{
    public static void Write(string administrator, IEnumerable<ModuleManifest> manifests, DataDirectory dataDirectory)
    {
        foreach (var manifest in manifests)
        {
            var own = new NpgsqlConnectionStringBuilder(administrator) { Database = manifest.Schema };
            DataDirectory.WritePrivateFile(dataDirectory.PathOf("cutover", manifest.Schema, "from"), administrator);
            DataDirectory.WritePrivateFile(dataDirectory.PathOf("cutover", manifest.Schema, "to"), own.ConnectionString);
        }
    }
}
