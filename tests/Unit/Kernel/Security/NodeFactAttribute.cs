using Xunit;

namespace Monolith.Unit.Kernel.Security;

/// <summary>A test that needs node and npm; skipped, and saying so, where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        var missing = new[] { "node", "npm" }.Where(program => !IsInPath(program)).ToList();
        if (missing.Count > 0)
        {
            Skip = $"{string.Join(" and ", missing)} not found in PATH: the comparison with the npm package jose was not made.";
        }
    }

    private static bool IsInPath(string program)
        => Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))) == true;
}
