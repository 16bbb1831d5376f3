using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Monolith.Kernel.Events.RabbitMq;

/// <summary>Degraded, and still ready, while the broker is away: what is published waits in the outboxes, and requests are answered all the same.</summary>
internal sealed class RabbitMqCheck(RabbitMqConnection connection, RabbitMqSettings settings) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(connection.IsDown
            ? HealthCheckResult.Degraded($"RabbitMQ at {settings.Host}:{settings.ActualPort} cannot be reached; events wait in the outboxes.")
            : HealthCheckResult.Healthy());
}
