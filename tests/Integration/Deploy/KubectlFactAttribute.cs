using Xunit;

namespace Monolith.Integration.Deploy;

/// <summary>A test that needs kubectl, to render manifests; no cluster is asked.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "kubectl"))))
        {
            Skip = "kubectl is not in PATH, so the Kubernetes manifests were not rendered.";
        }
    }
}
