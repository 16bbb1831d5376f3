using Monolith.Kernel.Data.Ownership;
using Monolith.Kernel.Startup;

namespace Monolith.Host.Database;

/// <summary>
/// For who develops with the private PostgreSQL: what <c>./strangler data</c> needs to move a module's data, so that nothing has to be typed. Files of mode 0600,
/// <c>{DataDir}/cutover/{module}/from</c> and <c>to</c>: the administrator's connection to the monolith's database and to the module's own.
/// </summary>
internal static class CutoverConnections
{
    public static void Write(IEnumerable<MovableModule> modules, DataDirectory dataDirectory)
    {
        foreach (var module in modules)
        {
            DataDirectory.WritePrivateFile(dataDirectory.PathOf("cutover", module.Schema, "from"), module.Monolith);
            DataDirectory.WritePrivateFile(dataDirectory.PathOf("cutover", module.Schema, "to"), module.Own);
        }
    }
}
