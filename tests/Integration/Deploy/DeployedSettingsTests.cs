using System.Diagnostics;
using System.Globalization;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Deploy;

/// <summary>Every process starts with exactly the settings that Compose and Kubernetes give it; only addresses and paths are this machine's.</summary>
public sealed class DeployedSettingsTests
{
    // Where things are. The rest is taken as it stands; a key that no section knows ends the start.
    private static readonly string[] Places = ["Url", "Urls", "HostUrl", "SecretsDir", "ConnectionStringFile", "PrivateKeyFile", "TrustedKeysDirectory"];

    [Fact]
    public async Task Processes_WithTheSettingsOfDeploy_StartAndAreHealthy()
    {
        var folder = Directory.CreateTempSubdirectory("deploy").FullName;
        var (hosts, services) = (Path.Combine(folder, "host"), Path.Combine(folder, "services"));
        await MakeSecretsAsync(hosts);
        // The environment's operator reads the one that the Host makes.
        File.Delete(Path.Combine(hosts, "OperatorToken"));
        File.Delete(Path.Combine(hosts, "Events__RabbitMq__Password"));
        Directory.CreateDirectory(services);
        foreach (var shared in (string[])["Auth__KeyEncryptionKey", "Encryption__Keys"])
        {
            File.Copy(Path.Combine(hosts, shared), Path.Combine(services, shared));
        }

        var database = await SharedDatabase.NewAsync();
        await Replace(Path.Combine(hosts, "Database__ConnectionString"), database);

        await using (var environment = await TestEnvironment.StartAsync(new()
        {
            RateLimit = null,
            ConnectionString = database,
            HostSettings = With(Deployed("host"), "SecretsDir", hosts),
            ServiceSettings = With(DeployFiles.Services.SelectMany(Deployed).DistinctBy(s => s.Key), "SecretsDir", services),
        }))
        {
            (await environment.Api.GetAsync("/wallet")).Status.ShouldBe(401);
            foreach (var url in environment.Services.Select(s => s.InternalUrl).Append(environment.HostInternalUrl))
            {
                (await HealthyAsync(url.Port)).ShouldBe(0, url.ToString());
            }

            (await File.ReadAllTextAsync(environment.ConnectionStringFileOf(environment.Wallet))).ShouldContain("monolith_wallet_service");
            File.Exists(Path.Combine(environment.DataDirectory, "secrets", "database-role-secret")).ShouldBeFalse("the mounted one counts");
        }

        (await HealthyAsync(Ports.Free())).ShouldNotBe(0);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Compose's, and what Kubernetes has besides.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Deployed(string process)
        => DeployFiles.ComposeEnvironment(process)
            .Concat(DeployFiles.ManifestSettings(process == "host" ? "host" : "process"))
            .DistinctBy(s => s.Key)
            // Without a broker; what these settings do is tried where there is one.
            .Where(s => !s.Key.StartsWith("Events__", StringComparison.Ordinal))
            .Where(s => !Places.Contains(s.Key.Split("__")[^1], StringComparer.Ordinal));

    private static Dictionary<string, string> With(IEnumerable<KeyValuePair<string, string>> settings, string key, string value)
        => new(settings, StringComparer.Ordinal) { [key] = value };

    private static async Task MakeSecretsAsync(string folder)
    {
        using var script = Process.Start(new ProcessStartInfo(BuiltPrograms.InRepository("deploy/make-secrets"), [folder]) { UseShellExecute = false })!;
        await script.WaitForExitAsync();
        script.ExitCode.ShouldBe(0);
    }

    private static async Task Replace(string secret, string text)
    {
        File.Delete(secret);
        await File.WriteAllTextAsync(secret, text);
    }

    private static async Task<int> HealthyAsync(int port)
    {
        var start = new ProcessStartInfo(BuiltPrograms.InRepository("deploy/healthy"), [port.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false, RedirectStandardError = true };
        using var script = Process.Start(start)!;
        await script.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        return script.ExitCode;
    }
}
