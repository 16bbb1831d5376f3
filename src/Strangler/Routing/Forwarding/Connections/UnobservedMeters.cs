using System.Diagnostics.Metrics;

namespace Monolith.Strangler.Routing.Forwarding.Connections;

/// <summary>
/// Gives a handler meters that nobody subscribes to. Its own would be updated four or five times a request, each with a list of tags, to say what
/// <c>strangler.request.duration</c> says by route.
/// </summary>
internal sealed class UnobservedMeters : IMeterFactory
{
    public static readonly UnobservedMeters Instance = new();

    // No name that anybody subscribes to: "Monolith.*" is.
    private readonly Meter _meter = new("Unobserved");

    public Meter Create(MeterOptions options) => _meter;

    public void Dispose()
    {
        // There is one for the process, and handlers come and go.
    }
}
