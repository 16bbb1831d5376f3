using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Deploy;

/// <summary>Images and Compose, held against the services there are, and against what a container must not be able to do.</summary>
public sealed partial class ContainerTests
{
    public static TheoryData<string> Services => [.. BuiltPrograms.Services];

    public static TheoryData<string> Containers => [.. DeployFiles.Containers.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_OfSrcExtracted_HasAnImageAnEntryAndAScrape(string module)
    {
        var name = module.ToLowerInvariant();
        DeployFiles.Dockerfile.ShouldContain($" AS {name}\nCOPY --from=build /out/{module} .\nENTRYPOINT [\"dotnet\", \"Monolith.Extracted.{module}.dll\"]\n");
        DeployFiles.OurContainers.Keys.ShouldContain(name, "add it to deploy/compose.yaml");
        DeployFiles.OurContainers[name]["build"]!["target"]!.ToString().ShouldBe(name);
        DeployFiles.ComposeEnvironment("host")[$"Strangler__Services__{name}__Url"].ShouldBe($"http://{name}:8080");
        File.ReadAllText(BuiltPrograms.InRepository("deploy/prometheus/prometheus.yaml")).ShouldContain($"\"{name}:8081\"");
    }

    [Fact]
    public void Yaml_OfEveryFile_CanBeRead()
    {
        foreach (var file in Directory.EnumerateFiles(BuiltPrograms.InRepository("deploy"), "*.yaml", SearchOption.AllDirectories))
        {
            Yaml.Documents(File.ReadAllText(file)).ShouldNotBeEmpty(file);
        }
    }

    [Fact]
    public void Images_OfOurs_ArePinnedAndNotRoot()
    {
        var stages = Stages().Matches(DeployFiles.Dockerfile);
        var bases = stages.Select(s => s.Groups["base"].Value).Where(b => b is not ("runtime" or "with-pdf-tools")).ToList();
        bases.Count.ShouldBe(2);
        bases.ShouldAllBe(image => Pinned().IsMatch(image));
        stages.Select(s => s.Groups["name"].Value).Except(["build", "runtime", "with-pdf-tools"]).ShouldBe(["host", "gateway", .. DeployFiles.Services], ignoreOrder: true);
        var runtime = DeployFiles.Dockerfile[DeployFiles.Dockerfile.IndexOf("AS runtime", StringComparison.Ordinal)..DeployFiles.Dockerfile.IndexOf("FROM runtime", StringComparison.Ordinal)];
        User().IsMatch(runtime).ShouldBeTrue("a number that is not 0");
        var tools = DeployFiles.Dockerfile[DeployFiles.Dockerfile.IndexOf("AS with-pdf-tools", StringComparison.Ordinal)..DeployFiles.Dockerfile.IndexOf("FROM with-pdf-tools", StringComparison.Ordinal)];
        User().Matches(tools)[^1].Index.ShouldBeGreaterThan(tools.IndexOf("USER 0", StringComparison.Ordinal), "what installs gives its rights back");
        runtime.ShouldContain("HEALTHCHECK ");
        DeployFiles.Dockerfile.ShouldNotContain("\nADD ");
        File.ReadLines(BuiltPrograms.InRepository(".dockerignore")).ShouldContain("*", "only what is named is sent to the build");
    }

    [Theory]
    [MemberData(nameof(Containers))]
    public void Container_Any_IsConfinedLimitedAndWatched(string name)
    {
        var container = DeployFiles.Containers[name];
        container["read_only"]!.ToString().ShouldBe("true");
        container["cap_drop"]!.AsArray().Select(c => c!.ToString()).ShouldBe(["ALL"]);
        container["security_opt"]!.AsArray().Select(o => o!.ToString()).ShouldContain("no-new-privileges:true");
        container.ShouldContainKey("mem_limit");
        container.ShouldContainKey("cpus");
        container.ContainsKey("privileged").ShouldBeFalse();
        var isOurs = container.ContainsKey("build");
        (isOurs || container.ContainsKey("healthcheck")).ShouldBeTrue("our images bring their own check");
        (isOurs || (container["user"] is { } user && user.ToString() is not ("root" or "0"))).ShouldBeTrue("our images bring their own user");
        (isOurs || Pinned().IsMatch(container["image"]!.ToString())).ShouldBeTrue(container["image"]!.ToString());
    }

    [Fact]
    public void Ports_OutsideTheMachine_AreTheHostsPublicOneAlone()
    {
        var published = DeployFiles.Containers.SelectMany(c => (c.Value["ports"]?.AsArray() ?? []).Select(p => $"{c.Key} {p}")).ToList();

        published.ShouldBe(["host 8080:8080", "grafana 127.0.0.1:3000:3000"], ignoreOrder: true);
        DeployFiles.Compose["networks"]!["inside"]!["internal"]!.ToString().ShouldBe("true");
        DeployFiles.Containers.Where(c => c.Key is not ("host" or "grafana" or "broker")).ShouldAllBe(c => c.Value["networks"]!.ToJsonString(null) == "[\"inside\"]");
    }

    /// <summary>Where one of the two does not know, a switch succeeds and every write after it is refused.</summary>
    [Theory]
    [MemberData(nameof(Services))]
    public void Module_ThatMayBeMoved_HasItsOwnDatabaseInHostAndService(string module)
    {
        var (name, setting) = (module.ToLowerInvariant(), $"Modules__{module}__Database__ConnectionString");

        var mounted = DeployFiles.OurContainers["host"]["secrets"]!.AsArray().OfType<JsonObject>().SingleOrDefault(s => s["target"]!.ToString() == $"/run/secrets/settings/{setting}");
        mounted.ShouldNotBeNull($"add {setting} to the Host's secrets");
        DeployFiles.Compose["secrets"]![mounted["source"]!.ToString()]!["file"]!.ToString().ShouldBe($"secrets/{setting}");
        DeployFiles.ComposeEnvironment(name).ShouldContainKeyAndValue(setting + "File", "/run/service/own-connection-string");
        // The folder in which the Host writes that file.
        DeployFiles.OurContainers[name]["volumes"]!.AsArray().OfType<JsonObject>().ShouldHaveSingleItem()["volume"]!["subpath"]!.ToString().ShouldBe($"services/{name}");
    }

    [Fact]
    public async Task Secrets_AreFilesThatTheScriptMakes()
    {
        SecretLiterals.In(DeployFiles.Compose).ShouldBeEmpty();
        var made = Directory.CreateTempSubdirectory("secrets");
        await DeployFiles.MakeSecretsAsync(made.FullName);
        var declared = DeployFiles.Compose["secrets"]!.AsObject();

        declared.Select(s => s.Value!["file"]!.ToString()).ShouldBe(made.EnumerateFiles().Select(f => $"secrets/{f.Name}"), ignoreOrder: true);
        DeployFiles.Containers.SelectMany(c => c.Value["secrets"]?.AsArray() ?? []).Select(s => s is JsonObject ? s["source"]!.ToString() : s!.ToString())
            .Distinct(StringComparer.Ordinal).ShouldBe(declared.Select(d => d.Key), ignoreOrder: true);
        File.ReadLines(BuiltPrograms.InRepository(".gitignore")).ShouldContain("deploy/secrets/");
        made.Delete(recursive: true);
    }

    [Theory]
    [InlineData("services: { a: { environment: { Database__RoleSecret: hunter2 } } }")]
    [InlineData("services: { a: { environment: { POSTGRES_PASSWORD: x } } }")]
    [InlineData("spec: { containers: [{ env: [{ name: OperatorToken, value: abc }] }] }")]
    public void SecretLiterals_OfAValueWrittenOut_FindIt(string yaml) => SecretLiterals.In(Yaml.Documents(yaml).Single()).ShouldHaveSingleItem();

    [Theory]
    [InlineData("env: [{ name: OperatorToken, valueFrom: { secretKeyRef: { name: host, key: operator-token } } }]")]
    [InlineData("environment: { POSTGRES_PASSWORD_FILE: /run/secrets/postgres-password, Database__ConnectionStringFile: /run/service/connection-string }")]
    public void SecretLiterals_OfAReference_FindNothing(string yaml) => SecretLiterals.In(Yaml.Documents(yaml).Single()).ShouldBeEmpty();

    [GeneratedRegex(@"^FROM (?<base>\S+) AS (?<name>\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stages();

    [GeneratedRegex(@":v?\d+\.\d+(\.\d+)?(-[a-z]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"^USER [1-9]\d*:[1-9]\d*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex User();
}
