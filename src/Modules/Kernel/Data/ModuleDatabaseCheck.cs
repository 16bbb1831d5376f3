using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Monolith.Kernel.Data;

/// <summary>Ready when the module's own role reaches the database and finds the schema this code was built for.</summary>
internal sealed class ModuleDatabaseCheck<TContext>(IServiceScopeFactory scopes) : IHealthCheck
    where TContext : ModuleDbContext
{
    private volatile bool _schemaFits;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<TContext>().Database;
            if (_schemaFits)
            {
                await database.ExecuteSqlAsync($"SELECT 1", cancellationToken);
                return HealthCheckResult.Healthy();
            }

            var pending = (await database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            _schemaFits = pending.Count == 0;
            return _schemaFits
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The schema lacks {pending.Count} migration(s), the first is {pending[0]}. Start the Host, or run it with the argument 'migrate'.");
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // The exception goes to the log; the text goes to whoever may read /health.
            return HealthCheckResult.Unhealthy("The module's database does not answer.", e);
        }
    }
}
