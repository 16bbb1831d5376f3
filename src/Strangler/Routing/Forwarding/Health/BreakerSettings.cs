using System.ComponentModel.DataAnnotations;

namespace Monolith.Strangler.Routing.Forwarding.Health;

/// <summary>Section <c>Strangler:Breaker</c>: when a service that does not answer is left alone.</summary>
internal sealed class BreakerSettings
{
    /// <summary>The share of requests that must fail to reach the service, above 0, up to 1.</summary>
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>Of the requests of this long; 0.5 s to 10 minutes. Short, so that what a busy service answered before it died is soon forgotten.</summary>
    public TimeSpan SamplingDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>With fewer requests in that time it does not open; 2 to 1000.</summary>
    public int MinimumThroughput { get; set; } = 3;

    /// <summary>How long nothing is tried before one request may; 0.5 s to 10 minutes.</summary>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(2);

    public IEnumerable<ValidationResult> Validate(string key)
    {
        if (FailureRatio is not (> 0 and <= 1))
        {
            yield return new("must be above 0 and at most 1.", [$"{key}:{nameof(FailureRatio)}"]);
        }

        if (MinimumThroughput is < 2 or > 1000)
        {
            yield return new("must be 2 to 1000.", [$"{key}:{nameof(MinimumThroughput)}"]);
        }

        foreach (var (name, value) in new[] { (nameof(SamplingDuration), SamplingDuration), (nameof(BreakDuration), BreakDuration) })
        {
            if (value < TimeSpan.FromMilliseconds(500) || value > TimeSpan.FromMinutes(10))
            {
                yield return new("must be between 00:00:00.500 and 00:10:00.", [$"{key}:{name}"]);
            }
        }
    }
}
