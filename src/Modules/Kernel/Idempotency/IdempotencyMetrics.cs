using System.Diagnostics.Metrics;

namespace Monolith.Kernel.Idempotency;

/// <summary>Requests with a key by what became of them: repeats that were spared the execution, and those that could not be answered.</summary>
internal static class IdempotencyMetrics
{
    private static readonly Meter Meter = new("Monolith.Kernel.Idempotency");
    private static readonly Counter<long> Requests = Meter.CreateCounter<long>("monolith.idempotency.requests", "{request}", "Requests with an Idempotency-Key by verdict.");

    public static void Count(Verdict verdict) => Requests.Add(1, new KeyValuePair<string, object?>("verdict", verdict.GetType().Name));
}
