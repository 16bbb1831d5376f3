using Microsoft.Extensions.Logging;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>The services this host knows.</summary>
internal sealed class ExtractedServices : IDisposable
{
    private readonly StranglerSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<ExtractedService> _logger;
    private volatile IReadOnlyList<ExtractedService> _all = [];

    public ExtractedServices(StranglerSettings settings, TimeProvider time, ILogger<ExtractedService> logger)
    {
        (_settings, _time, _logger) = (settings, time, logger);
        Use(settings.Services);
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<ExtractedService> All => _all;

    /// <summary>
    /// Replaces the services; one whose settings stay keeps its connections and what is known of it. Requests under way finish with the old ones, whose
    /// connections close when they have been idle.
    /// </summary>
    public void Use(IReadOnlyDictionary<string, ServiceSettings> services)
    {
        var before = _all;
        _all = [.. services
            .OrderBy(s => s.Key, StringComparer.OrdinalIgnoreCase)
            .Select(s => (Module: s.Key.ToLowerInvariant(), Settings: s.Value))
            .Select(s => before.FirstOrDefault(b => b.Module == s.Module && b.IsLike(s.Settings)) ?? Create(s.Module, s.Settings))];
    }

    /// <summary>A server that is none of <see cref="All"/>: the monolith behind a gateway.</summary>
    public ExtractedService Create(string name, ServiceSettings settings) => new(name, settings, _settings, _time, _logger);

    /// <summary>Null when none is configured: the module stays in the monolith.</summary>
    public ExtractedService? Find(string module) => _all.FirstOrDefault(s => s.Module == module);

    public void Dispose()
    {
        foreach (var service in _all)
        {
            service.Dispose();
        }
    }
}
