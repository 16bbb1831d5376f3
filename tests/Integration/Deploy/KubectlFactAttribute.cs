using Xunit;

namespace Monolith.Integration.Deploy;

/// <summary>A test that needs kubectl, to render manifests; no cluster is asked.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute()
    {
        if (!Programs.IsInPath("kubectl"))
        {
            Skip = "kubectl is not in PATH, so the Kubernetes manifests were not rendered.";
        }
    }
}
