using Xunit;

namespace Monolith.Unit.Kernel.Web;

/// <summary>Skipped, with the way to get it, where Prometheus' own checker is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute()
    {
        if (!Programs.IsInPath("promtool"))
        {
            Skip = "promtool is not in PATH; 'apt-get install prometheus' has it.";
        }
    }
}
