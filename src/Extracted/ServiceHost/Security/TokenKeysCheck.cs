using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Monolith.Extracted.ServiceHost.Security;

/// <summary>Not ready before the keys of access tokens were read once.</summary>
internal sealed class TokenKeysCheck(RemoteTokenKeys keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(keys.IsLoaded ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The keys of access tokens have not been read yet."));
}
