using System.Globalization;
using Monolith.Integration.Client;
using Npgsql;

namespace Monolith.Integration.Environments;

/// <summary>
/// The system as it runs: the built Host, its PostgreSQL, the built extracted service, in a folder and on ports of their own. Disposing ends all of it
/// and fails when a process is left.
/// </summary>
internal sealed class TestEnvironment : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);
    private readonly TestEnvironmentOptions _options;
    private ServerProcess? _host;
    private ServerProcess? _service;

    private TestEnvironment(TestEnvironmentOptions options)
    {
        _options = options;
        Folder = RunDirectory.NewFolder("e");
        TakePorts();
    }

    public string Folder { get; }

    public string DataDirectory => Path.Combine(Folder, "host");

    public string OperatorTokenFile => Path.Combine(DataDirectory, "operator-token");

    public string ServiceConnectionStringFile => Path.Combine(DataDirectory, "services", "favorites", "connection-string");

    /// <summary>The administrator's connection: the configured one, or that of the Host's private PostgreSQL.</summary>
    public string AdminConnectionString => _options.ConnectionString ?? new NpgsqlConnectionStringBuilder(File.ReadAllText(ServiceConnectionStringFile))
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

    public Uri ServiceUrl { get; private set; } = null!;

    public Uri ServiceInternalUrl { get; private set; } = null!;

    public ServerProcess Host => _host ?? throw new InvalidOperationException("The Host was not started.");

    public ServerProcess Service => _service ?? throw new InvalidOperationException("The service was not started.");

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

    /// <summary>Starts the service (again) and waits until it is ready.</summary>
    public async Task StartServiceAsync()
    {
        await (_service?.DisposeAsync() ?? ValueTask.CompletedTask);
        _service = ServerProcess.Start("Favorites service", BuiltPrograms.FavoritesService, ServiceSettings());
        await ReadinessProbe.WaitAsync(_service, ServiceUrl, StartLimit);
    }

    /// <summary>SIGTERM, and the exit code.</summary>
    public static async Task<int> StopAsync(ServerProcess process)
    {
        process.Terminate();
        return await process.WaitForExitAsync(StopLimit);
    }

    /// <summary>What the processes wrote since <paramref name="host"/> and <paramref name="service"/>, for a failed test to show.</summary>
    public string Log(long host, long service) =>
        $"""
        == Host
        {_host?.Output.Tail(60, host)}
        == Favorites service
        {_service?.Output.Tail(30, service)}
        """;

    public (long Host, long Service) LogPosition() => (_host?.Output.Position ?? 0, _service?.Output.Position ?? 0);

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        Operator?.Dispose();
        foreach (var process in new[] { _service, _host }.OfType<ServerProcess>())
        {
            process.Terminate();
            await process.WaitForExitAsync(StopLimit);
            await process.DisposeAsync();
        }

        var left = RunDirectory.ProcessesOf(Folder);
        if (left.Count > 0)
        {
            throw new InvalidOperationException($"Still running after the Host and the service were stopped:\n{string.Join('\n', left)}");
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task StartAllAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await StartHostAsync();
                if (_options.WithService)
                {
                    await StartServiceAsync();
                }

                break;
            }
            catch (ProcessEndedException e) when (attempt < 4 && e.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
            {
                // Somebody took a port between the look and the bind. The Host may be up already, but it was told the service's ports.
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
        HostUrl = Next();
        HostInternalUrl = Next();
        ServiceUrl = Next();
        ServiceInternalUrl = Next();

        static Uri Next() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}"));
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
            ["Strangler__Services__favorites__Url"] = Text(ServiceUrl),
            ["Strangler__ExposeDecision"] = "Everybody",
        };
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

    private Dictionary<string, string> ServiceSettings() => With(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Test",
            ["DOTNET_ENVIRONMENT"] = "Test",
            ["Urls"] = Text(ServiceUrl),
            ["InternalUrl"] = Text(ServiceInternalUrl),
            ["HostUrl"] = Text(HostInternalUrl),
            // Shared with the Host, as ./run does: it is how they come to trust each other's keys.
            ["DataDir"] = DataDirectory,
            ["Database__ConnectionStringFile"] = ServiceConnectionStringFile,
        },
        _options.ServiceSettings);

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
