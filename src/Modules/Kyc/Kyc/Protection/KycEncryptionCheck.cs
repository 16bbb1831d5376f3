using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Monolith.Kyc.Protection;

/// <summary>Degraded while there are users whose data cannot be decrypted: everything else works.</summary>
internal sealed class KycEncryptionCheck(KycEncryptionState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(state.Last is { Unreadable: > 0 and var unreadable } round
            ? HealthCheckResult.Degraded($"The data of {unreadable} user(s) cannot be decrypted. {round.LastError}")
            : HealthCheckResult.Healthy());
}
