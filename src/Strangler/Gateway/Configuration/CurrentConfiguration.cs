using Monolith.Strangler.Gateway.Traffic;
using Monolith.Strangler.Routing.Forwarding;

namespace Monolith.Strangler.Gateway.Configuration;

/// <summary>The file that is in force, and why the newest one is not, when it is not.</summary>
internal sealed partial class CurrentConfiguration(
    string path, ExtractedServices services, MonolithUpstream monolith, GatewayEndpoints endpoints, ILogger<CurrentConfiguration> logger)
{
    private readonly Lock _lock = new();
    private volatile Loaded? _loaded;
    private volatile string? _error;

    /// <summary>Raised after another file came into force.</summary>
    public event EventHandler? Changed;

    public string Path => path;

    public GatewayConfiguration Value => _loaded?.Configuration ?? throw new InvalidOperationException("The file was not read yet.");

    /// <summary>The whole file as it was read.</summary>
    public string Text => _loaded?.Text ?? "";

    /// <summary>Null when the newest file is in force.</summary>
    public string? Error => _error;

    /// <summary>Reads the file, and puts it in force if it is another one and right. Otherwise the one before stays.</summary>
    /// <exception cref="GatewayFileException">It is wrong.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public void Load()
    {
        lock (_lock)
        {
            try
            {
                var (configuration, text) = GatewayFileReader.Read(path);
                if (text == _loaded?.Text)
                {
                    _error = null;
                    return;
                }

                monolith.Use(configuration.Monolith);
                services.Use(configuration.Services);
                _loaded = new(configuration, text);
                endpoints.Use(configuration.Routes);
                _error = null;
                LogInForce(path, configuration.Routes.Count, configuration.Services.Count);
            }
            catch (Exception e) when (e is GatewayFileException or IOException or UnauthorizedAccessException)
            {
                if (_error != e.Message && _loaded is not null)
                {
                    LogKept(e.Message);
                }

                _error = e.Message;
                throw;
            }
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    private sealed record Loaded(GatewayConfiguration Configuration, string Text);

    [LoggerMessage(EventIds.FileInForce, LogLevel.Information, "{Path} is in force: {Routes} routes, {Services} services")]
    private partial void LogInForce(string path, int routes, int services);

    [LoggerMessage(EventIds.FileRefused, LogLevel.Error, "The configuration cannot be used, the one before stays: {Errors}")]
    private partial void LogKept(string errors);
}
