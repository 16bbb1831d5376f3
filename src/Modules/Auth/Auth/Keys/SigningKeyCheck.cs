using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Monolith.Auth.Keys;

/// <summary>Ready when this host can sign.</summary>
internal sealed class SigningKeyCheck(SigningKeyRing ring) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await ring.CurrentAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is InvalidOperationException or NpgsqlException)
        {
            return HealthCheckResult.Unhealthy("There is no signing key that this host can use.", e);
        }
    }
}
