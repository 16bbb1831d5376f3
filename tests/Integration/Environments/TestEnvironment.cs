using System.Globalization;
using Monolith.Integration.Client;
using Npgsql;

namespace Monolith.Integration.Environments;

/// <summary>
/// The system as it runs: the built Host, its PostgreSQL, the built extracted services, in a folder and on ports of their own. Disposing ends all of it
/// and fails when a process is left.
/// </summary>
internal sealed class TestEnvironment : IAsyncDisposable
{
    public static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private const string RevocationCheckTimeout = "00:00:10";
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);
    private readonly TestEnvironmentOptions _options;
    private ServerProcess? _host;

    private TestEnvironment(TestEnvironmentOptions options)
    {
        _options = options;
        Folder = RunDirectory.NewFolder("e");
        Services = [.. BuiltPrograms.Services.Select(module => new TestService(module, ServiceSettings))];
        TakePorts();
    }

    public string Folder { get; }

    public string DataDirectory => Path.Combine(Folder, "host");

    public string OperatorTokenFile => Path.Combine(DataDirectory, "operator-token");

    /// <summary>The administrator's connection: the configured one, or that of the Host's private PostgreSQL.</summary>
    public string AdminConnectionString => _options.ConnectionString ?? new NpgsqlConnectionStringBuilder(File.ReadAllText(ConnectionStringFileOf(Favorites)))
    {
        Username = "monolith_admin",
        Password = File.ReadAllText(Path.Combine(DataDirectory, "postgres.password")).Trim(),
        SearchPath = null,
        ApplicationName = "tests",
        Pooling = false,
    }.ConnectionString;

    /// <summary>The Host's public listener.</summary>
    public Uri HostUrl { get; private set; } = null!;

    public Uri HostInternalUrl { get; private set; } = null!;

    /// <summary>All, started or not.</summary>
    public IReadOnlyList<TestService> Services { get; }

    public TestService Favorites => ServiceOf("Favorites");

    public TestService Auth => ServiceOf("Auth");

    public TestService Wallet => ServiceOf("Wallet");

    /// <param name="module">PascalCase, as its project is named.</param>
    public TestService ServiceOf(string module) => Services.Single(s => s.Module == module);

    public ServerProcess Host => _host ?? throw new InvalidOperationException("The Host was not started.");

    /// <summary>The frontend's view.</summary>
    public MoviesApi Api { get; private set; } = null!;

    public Operator Operator { get; private set; } = null!;

    /// <summary>Starts everything and waits until it is ready.</summary>
    public static async Task<TestEnvironment> StartAsync(TestEnvironmentOptions? options = null)
    {
        var environment = new TestEnvironment(options ?? new TestEnvironmentOptions());
        try
        {
            await environment.StartAllAsync();
            return environment;
        }
        catch
        {
            await environment.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the Host (again), on the same ports and data, and waits until it is ready.</summary>
    public async Task StartHostAsync()
    {
        await (_host?.DisposeAsync() ?? ValueTask.CompletedTask);
        _host = ServerProcess.Start("Host", BuiltPrograms.Host, HostSettings());
        await ReadinessProbe.WaitAsync(_host, HostUrl, StartLimit);
    }

    /// <summary>SIGTERM, and the exit code.</summary>
    public static async Task<int> StopAsync(ServerProcess process)
    {
        process.Terminate();
        return await process.WaitForExitAsync(StopLimit);
    }

    /// <summary>The connection of the service's role, as the Host wrote it.</summary>
    public string ConnectionStringFileOf(TestService service) => Path.Combine(DataDirectory, "services", service.Name, "connection-string");

    /// <summary>What the processes wrote since then.</summary>
    /// <param name="lines">The last ones of each: enough for a failed test to show, too few to search.</param>
    public string LogSince(IReadOnlyDictionary<ServerProcess, long> positions, int lines = 60) =>
        string.Join('\n', Processes.Select(p => $"== {p.Name}\n{p.Output.Tail(lines, positions.GetValueOrDefault(p))}"));

    public IReadOnlyDictionary<ServerProcess, long> LogPositions() => Processes.ToDictionary(p => p, p => p.Output.Position);

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        Operator?.Dispose();
        await Task.WhenAll(Services.Select(s => s.LastProcess).OfType<ServerProcess>().Select(EndAsync));
        await (_host is null ? Task.CompletedTask : EndAsync(_host));

        var left = RunDirectory.ProcessesOf(Folder);
        if (left.Count > 0)
        {
            throw new InvalidOperationException($"Still running after the Host and the services were stopped:\n{string.Join('\n', left)}");
        }

        Directory.Delete(Folder, recursive: true);
    }

    private IEnumerable<ServerProcess> Processes => new[] { _host }.Concat(Services.Select(s => s.LastProcess)).OfType<ServerProcess>();

    private static async Task EndAsync(ServerProcess process)
    {
        process.Terminate();
        await process.WaitForExitAsync(StopLimit);
        await process.DisposeAsync();
    }

    private async Task StartAllAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await StartHostAsync();
                await Task.WhenAll(_options.Services.Select(module => ServiceOf(module).StartAsync()));
                break;
            }
            catch (ProcessEndedException e) when (attempt < 4 && e.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
            {
                // Somebody took a port between the look and the bind. The Host may be up already, but it was told the services' ports.
                if (_host is { HasExited: false })
                {
                    await StopAsync(_host);
                }

                TakePorts();
            }
        }

        Api = new MoviesApi(HostUrl);
        Operator = new Operator(HostInternalUrl, OperatorTokenFile);
    }

    private void TakePorts()
    {
        (HostUrl, HostInternalUrl) = (TestService.TakeUrl(), TestService.TakeUrl());
        foreach (var service in Services)
        {
            service.TakePorts();
        }
    }

    private Dictionary<string, string> HostSettings()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // Not Production: a request sent to another module inside an open transaction must fail here.
            ["ASPNETCORE_ENVIRONMENT"] = "Test",
            ["DOTNET_ENVIRONMENT"] = "Test",
            ["Urls"] = Text(HostUrl),
            ["InternalUrl"] = Text(HostInternalUrl),
            ["DataDir"] = DataDirectory,
            ["Seed__Demo"] = "true",
            ["Database__Private__Fsync"] = "false",
            ["Strangler__ExposeDecision"] = "Everybody",
            // A machine at its limit must not look like a service that is gone: the tests say which side has to answer.
            ["Strangler__ConnectTimeout"] = "00:00:05",
            ["Strangler__FallbackAfter"] = "00:00:20",
            ["Security__RevocationCheckTimeout"] = RevocationCheckTimeout,
        };
        foreach (var service in Services)
        {
            settings[$"Strangler__Services__{service.Name}__Url"] = Text(service.Url);
        }

        if (_options.RateLimit is { } limit)
        {
            settings["RateLimit__PermitLimit"] = limit.ToString(CultureInfo.InvariantCulture);
        }

        if (_options.ConnectionString is not null)
        {
            settings["Database__ConnectionString"] = _options.ConnectionString;
        }

        return With(settings, _options.HostSettings);
    }

    private Dictionary<string, string> ServiceSettings(TestService service) => With(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Test",
            ["DOTNET_ENVIRONMENT"] = "Test",
            ["Urls"] = Text(service.Url),
            ["InternalUrl"] = Text(service.InternalUrl),
            ["HostUrl"] = Text(HostInternalUrl),
            // Shared with the Host, as ./run does: it is how they come to trust each other's keys.
            ["DataDir"] = DataDirectory,
            ["Security__RevocationCheckTimeout"] = RevocationCheckTimeout,
            ["Modules__Auth__Timeout"] = RevocationCheckTimeout,
            ["Database__ConnectionStringFile"] = ConnectionStringFileOf(service),
            [$"Modules__{service.Module}__Database__ConnectionString{(OwnConnectionStringFileOf(service) is null ? "" : "File")}"] = OwnConnectionStringFileOf(service) ?? "",
        },
        _options.ServiceSettings);

    /// <summary>Null where the Host's database is configured, and the module has no other.</summary>
    private string? OwnConnectionStringFileOf(TestService service)
        => Path.Combine(DataDirectory, "services", service.Name, "own-connection-string") is var file && File.Exists(file) ? file : null;

    private static Dictionary<string, string> With(Dictionary<string, string> settings, IReadOnlyDictionary<string, string> others)
    {
        foreach (var (key, value) in others)
        {
            settings[key] = value;
        }

        return settings;
    }

    private static string Text(Uri uri) => uri.GetLeftPart(UriPartial.Authority);
}
