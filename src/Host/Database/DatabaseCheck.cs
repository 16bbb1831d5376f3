using Microsoft.Extensions.Diagnostics.HealthChecks;
using Monolith.Kernel.Data;
using Npgsql;

namespace Monolith.Host.Database;

/// <summary>Ready when the server lets the administrator in. Tells a dead server from a module's role that has lost its rights.</summary>
internal sealed class DatabaseCheck(ModuleDatabases databases) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // A connection of its own: one kept in a pool would be an administrator's for as long as the process lives.
            var connectionString = new NpgsqlConnectionStringBuilder(databases.Configured()) { Pooling = false, Timeout = 2 }.ConnectionString;
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", e);
        }
    }
}
