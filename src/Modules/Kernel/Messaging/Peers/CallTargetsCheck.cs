using Microsoft.Extensions.Diagnostics.HealthChecks;
using Polly.CircuitBreaker;

namespace Monolith.Kernel.Messaging.Peers;

/// <summary>
/// Degraded, and still ready, when a module that is elsewhere cannot be called: what does not need it is answered all the same. Names modules and members of contracts,
/// no addresses.
/// </summary>
internal sealed class CallTargetsCheck(RemoteModules remotes, UnfitSenders senders) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubles = remotes.All.SelectMany(TroublesOf).Concat(senders.Told).ToList();
        return Task.FromResult(troubles.Count == 0
            ? HealthCheckResult.Healthy($"Modules elsewhere: {string.Join(", ", remotes.All.Select(StateOf).DefaultIfEmpty("none"))}.")
            : HealthCheckResult.Degraded(string.Join(' ', troubles)));
    }

    private static IEnumerable<string> TroublesOf(RemoteModule target)
    {
        if (target.Gate.State != CircuitState.Closed)
        {
            yield return $"{target.Module} fails too often: its breaker is {target.Gate.State}.";
        }

        foreach (var known in target.Addresses.Known.Select(p => p.Known).OfType<Acquaintance>())
        {
            if (!known.Fit.IsCompatible)
            {
                yield return $"Nothing is sent to {target.Module}, its contracts do not fit: {string.Join("; ", known.Fit.Differences)}. Deploy both from the same version.";
            }
            else if (known.Fit.Unknown.Count > 0)
            {
                yield return $"{target.Module} does not answer {string.Join(", ", known.Fit.Unknown)} yet: deploy it.";
            }
        }
    }

    private static string StateOf(RemoteModule target) => target.Addresses.Known.Any(p => p.Known is not null) ? $"{target.Module} is known" : $"{target.Module} was not reached yet";
}
