using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Monolith.Kernel.Events.Watching;

/// <summary>Degraded, and still ready, when events are given up or wait for too long: requests are answered all the same, and another process would see the same.</summary>
internal sealed class EventsCheck(EventWatch watch, EventSettings settings) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubled = watch.Latest.Where(f => f.Dead > 0 || f.LagSeconds > settings.DegradedAfter.TotalSeconds).ToList();
        return Task.FromResult(troubled.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join(' ', troubled.Select(f => $"{f.Subscriber} has {f.Pending} events of {f.Publisher} to handle, the oldest for {f.LagSeconds:0} s; {f.Dead} are given up."))));
    }
}
