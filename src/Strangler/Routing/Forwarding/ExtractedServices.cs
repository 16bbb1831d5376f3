using Microsoft.Extensions.Logging;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>The services this host knows.</summary>
internal sealed class ExtractedServices(StranglerSettings settings, TimeProvider time, ILogger<ExtractedService> logger) : IDisposable
{
    public IReadOnlyList<ExtractedService> All { get; } =
        [.. settings.Services.OrderBy(s => s.Key, StringComparer.OrdinalIgnoreCase).Select(s => new ExtractedService(s.Key.ToLowerInvariant(), s.Value, settings, time, logger))];

    /// <summary>Null when none is configured: the module stays in the monolith.</summary>
    public ExtractedService? Find(string module) => All.FirstOrDefault(s => s.Module == module);

    public void Dispose()
    {
        foreach (var service in All)
        {
            service.Dispose();
        }
    }
}
