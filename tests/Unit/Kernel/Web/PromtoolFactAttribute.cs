using Xunit;

namespace Monolith.Unit.Kernel.Web;

/// <summary>Skipped, with the way to get it, where Prometheus' own checker is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "promtool"))))
        {
            Skip = "promtool is not in PATH; 'apt-get install prometheus' has it.";
        }
    }
}
