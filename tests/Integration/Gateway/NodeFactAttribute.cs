using Xunit;

namespace Monolith.Integration.Gateway;

/// <summary>A test in front of servers that run in node; skipped, and saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!HasNode)
        {
            Skip = "node not found in PATH: the gateway was not tried in front of servers in another language.";
        }
    }

    public static bool HasNode { get; } = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node"))) == true;
}
