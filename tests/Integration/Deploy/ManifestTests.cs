using System.Text.Json.Nodes;
using Monolith.Integration.Environments;
using Shouldly;

namespace Monolith.Integration.Deploy;

/// <summary>What <c>kubectl kustomize deploy/kubernetes</c> makes. No cluster has seen it.</summary>
public sealed class ManifestTests
{
    private static readonly Lazy<IReadOnlyList<JsonNode>> Rendered = new(DeployFiles.RenderManifests);

    [KubectlFact]
    public void Processes_EachOne_HasADeploymentAServiceAndABudget()
    {
        string[] processes = ["host", .. DeployFiles.Services];
        foreach (var kind in (string[])["Deployment", "PodDisruptionBudget"])
        {
            Of(kind).Select(Name).ShouldBe(processes, ignoreOrder: true, kind);
        }

        Of("Service").Select(Name).ShouldBe([.. processes, "host-internal"], ignoreOrder: true);
        foreach (var selecting in Of("PodDisruptionBudget").Concat(Of("Deployment")))
        {
            selecting["spec"]!["selector"]!["matchLabels"]!["app.kubernetes.io/name"]!.ToString().ShouldBe(Name(selecting));
        }
    }

    [KubectlFact]
    public void Containers_EachOne_IsConfinedProbedAndLimited()
    {
        foreach (var deployment in Of("Deployment"))
        {
            var pod = deployment["spec"]!["template"]!["spec"]!;
            pod["securityContext"]!["runAsNonRoot"]!.ToString().ShouldBe("true");
            pod["automountServiceAccountToken"]!.ToString().ShouldBe("false");
            var container = pod["containers"]!.AsArray().ShouldHaveSingleItem()!;
            container["image"]!.ToString().ShouldStartWith($"monolith/{Name(deployment)}:");
            container["securityContext"]!.ToJsonString().ShouldBe("""{"allowPrivilegeEscalation":"false","capabilities":{"drop":["ALL"]},"readOnlyRootFilesystem":"true"}""");
            foreach (var (probe, path) in new[] { ("startupProbe", "/health/ready"), ("readinessProbe", "/health/ready"), ("livenessProbe", "/health/live") })
            {
                container[probe]!["httpGet"]!["path"]!.ToString().ShouldBe(path);
            }

            foreach (var bound in (string[])["requests", "limits"])
            {
                container["resources"]![bound]!.AsObject().Select(r => r.Key).ShouldBe(["cpu", "memory"], ignoreOrder: true);
            }

            var mounted = container["volumeMounts"]!.AsArray().Select(m => m!["name"]!.ToString());
            mounted.ShouldBe(pod["volumes"]!.AsArray().Select(v => v!["name"]!.ToString()), ignoreOrder: true);
        }
    }

    [KubectlFact]
    public void Secrets_AreReferredToAndNowhereWritten()
    {
        Of("Secret").ShouldBeEmpty();
        Rendered.Value.SelectMany(SecretLiterals.In).ShouldBeEmpty();
        foreach (var name in DeployFiles.Services)
        {
            Of("Deployment").Single(d => Name(d) == name).ToJsonString().ShouldContain($"\"secretName\":\"{name}-service\"");
        }
    }

    /// <summary>Where one of the two does not know, a switch succeeds and every write after it is refused.</summary>
    [KubectlFact]
    public void Modules_ThatMayBeMoved_HaveTheirOwnDatabaseInHostAndService()
    {
        foreach (var module in BuiltPrograms.Services)
        {
            var (name, setting) = (module.ToLowerInvariant(), $"Modules__{module}__Database__ConnectionString");
            var reference = Setting("host", setting)?["valueFrom"]?["secretKeyRef"];
            reference.ShouldNotBeNull($"add {setting} to the Host's Deployment");
            (reference["name"]!.ToString(), reference["key"]!.ToString()).ShouldBe(("own-databases", name));
            var file = Setting(name, setting + "File")?["value"]?.ToString();
            file.ShouldBe("/run/service/own-connection-string", $"add {setting}File to services/{name}");
        }
    }

    [KubectlFact]
    public void Networks_ByDefault_AreClosed()
    {
        var closed = Of("NetworkPolicy").Single(p => Name(p) == "nothing");

        closed["spec"]!["podSelector"]!.AsObject().ShouldBeEmpty();
        closed["spec"]!["policyTypes"]!.AsArray().Select(t => t!.ToString()).ShouldBe(["Ingress", "Egress"]);
        closed["spec"]!.AsObject().Select(s => s.Key).ShouldBe(["podSelector", "policyTypes"], ignoreOrder: true);
    }

    private static IEnumerable<JsonNode> Of(string kind) => Rendered.Value.Where(d => d["kind"]!.ToString() == kind);

    /// <summary>Null where the process is not given it.</summary>
    private static JsonNode? Setting(string process, string name)
        => Of("Deployment").Single(d => Name(d) == process)["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray().SingleOrDefault(e => e!["name"]!.ToString() == name);

    private static string Name(JsonNode resource) => resource["metadata"]!["name"]!.ToString();
}
