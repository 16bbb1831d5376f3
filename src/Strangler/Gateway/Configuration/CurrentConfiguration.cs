using Monolith.Strangler.Gateway.Traffic;
using Monolith.Strangler.Routing.Admin;
using Monolith.Strangler.Routing.Forwarding;

namespace Monolith.Strangler.Gateway.Configuration;

/// <summary>The file that is in force, and why the newest one is not, when it is not.</summary>
internal sealed partial class CurrentConfiguration(
    GatewayFileSource source, ExtractedServices services, MonolithUpstream monolith, GatewayEndpoints endpoints, ILogger<CurrentConfiguration> logger)
    : IReloadedConfiguration
{
    private readonly Lock _lock = new();
    private IReadOnlyDictionary<string, string>? _settings;
    private volatile Loaded? _loaded;
    private volatile string? _error;

    /// <summary>Raised after another file came into force.</summary>
    public event EventHandler? Changed;

    /// <summary>Absolute.</summary>
    public string Path => source.Path;

    public GatewayConfiguration Value => _loaded?.Configuration ?? throw new InvalidOperationException("The file was not read yet.");

    /// <summary>The whole file as it was read.</summary>
    public string Text => _loaded?.Text ?? "";

    /// <inheritdoc/>
    public string? Error => _error;

    /// <summary>Whether it says that a file cannot be used or had, as opposed to a fault of ours.</summary>
    public static bool IsRefusal(Exception exception) => exception is GatewayFileException or IOException or UnauthorizedAccessException;

    /// <summary>Reads the file, and puts it in force if it is another one and right. Otherwise the one before stays.</summary>
    /// <exception cref="Exception">What <see cref="IsRefusal"/> knows.</exception>
    public void Load()
    {
        lock (_lock)
        {
            try
            {
                var text = source.Read();
                if (text == _loaded?.Text)
                {
                    _error = null;
                    return;
                }

                Use(source.Parse(text), text);
            }
            catch (Exception e) when (IsRefusal(e))
            {
                if (_error != e.Message && _loaded is not null)
                {
                    LogKept(e is GatewayFileException { Errors: var errors } ? string.Join('\n', errors) : e.Message);
                }

                _error = e.Message;
                throw;
            }
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Replaces the file, and puts it in force. A text that would be refused is not written.</summary>
    /// <exception cref="Exception">What <see cref="IsRefusal"/> knows.</exception>
    public void Write(string text)
    {
        lock (_lock)
        {
            var configuration = source.Parse(text);
            source.Write(text);
            // Not read again: what somebody saved over it in this moment is another change.
            Use(configuration, text);
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    private void Use(GatewayConfiguration configuration, string text)
    {
        monolith.Use(configuration.Monolith);
        services.Use(configuration.Services);
        _loaded = new(configuration, text);
        endpoints.Use(configuration.Routes);
        _error = null;
        LogInForce(Path, configuration.Routes.Count, configuration.Services.Count);
        _settings ??= configuration.Settings;
        var waiting = configuration.Settings.Keys.Union(_settings.Keys, StringComparer.OrdinalIgnoreCase)
            .Where(name => configuration.Settings.GetValueOrDefault(name) != _settings.GetValueOrDefault(name))
            .ToList();
        if (waiting.Count > 0)
        {
            LogRestartNeeded(string.Join(", ", waiting));
        }
    }

    private sealed record Loaded(GatewayConfiguration Configuration, string Text);

    [LoggerMessage(EventIds.FileInForce, LogLevel.Information, "{Path} is in force: {Routes} routes, {Services} services")]
    private partial void LogInForce(string path, int routes, int services);

    [LoggerMessage(EventIds.FileRefused, LogLevel.Error, "The configuration cannot be used, the one before stays: {Errors}")]
    private partial void LogKept(string errors);

    [LoggerMessage(EventIds.RestartNeeded, LogLevel.Warning, "Settings that are read at the start were changed, and wait for the next one: {Settings}")]
    private partial void LogRestartNeeded(string settings);
}
