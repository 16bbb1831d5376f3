using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Monolith.Kernel.Security.Revocation;

/// <summary>Not ready before the log-outs were read once; later, an answer that is too old costs time, not correctness.</summary>
internal sealed class RevocationCheck(RevocationCache cache) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(cache switch
        {
            { HasPolled: false } => HealthCheckResult.Unhealthy("The log-outs have not been read yet."),
            { IsFresh: false } => HealthCheckResult.Degraded("The log-outs are not up to date; each request asks for its own session."),
            _ => HealthCheckResult.Healthy(),
        });
}
