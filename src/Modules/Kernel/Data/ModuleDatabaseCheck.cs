using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Monolith.Kernel.Data;

/// <summary>Ready when the module's own role can ask the database something.</summary>
internal sealed class ModuleDatabaseCheck(NpgsqlDataSource dataSource) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = dataSource.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // The exception goes to the log; the text goes to whoever may read /health.
            return HealthCheckResult.Unhealthy("The module's database does not answer.", e);
        }
    }
}
