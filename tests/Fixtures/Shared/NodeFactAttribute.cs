using Xunit;

namespace Monolith.Shared;

/// <summary>A test that needs node; skipped, and saying so, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    private const string Node = "node";

    /// <param name="besides">Further programs it needs.</param>
    public NodeFactAttribute(params string[] besides)
    {
        var missing = besides.Prepend(Node).Where(program => !Programs.IsInPath(program)).ToList();
        if (missing.Count > 0)
        {
            Skip = $"{string.Join(" and ", missing)} not found in PATH: what is compared with, or stands in front of, programs in another language was not tried.";
        }
    }

    public static bool HasNode { get; } = Programs.IsInPath(Node);
}
