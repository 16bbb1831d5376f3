using System.Diagnostics;
using System.Globalization;
using Monolith.Integration.Environments;
using Npgsql;
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
        await DeployFiles.MakeSecretsAsync(hosts);
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
        foreach (var own in Directory.EnumerateFiles(hosts, "Modules__*__Database__ConnectionString"))
        {
            await Replace(own, new NpgsqlConnectionStringBuilder(database) { Database = new NpgsqlConnectionStringBuilder(await File.ReadAllTextAsync(own)).Database }.ConnectionString);
        }

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
                // It waits 4 s for an answer, and the orchestrators ask it again.
                await Eventually.BecomesAsync(() => HealthyAsync(url.Port), 0, TimeSpan.FromSeconds(60));
            }

            (await File.ReadAllTextAsync(environment.ConnectionStringFileOf(environment.Wallet))).ShouldContain("monolith_wallet_service");
            foreach (var service in environment.Services)
            {
                var own = await File.ReadAllTextAsync(Path.Combine(environment.DataDirectory, "services", service.Name, "own-connection-string"));
                own.ShouldContain($"Database={service.Name};", customMessage: "the Host knows where the module's data may be moved");
            }

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
            // There is no RabbitMQ here; that its settings are settings is found out all the same.
            .Where(s => s.Key != "Events__Transport")
            .Where(s => !Places.Contains(s.Key.Split("__")[^1], StringComparer.Ordinal));

    private static Dictionary<string, string> With(IEnumerable<KeyValuePair<string, string>> settings, string key, string value)
        => new(settings, StringComparer.Ordinal) { [key] = value };

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
