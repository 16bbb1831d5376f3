using System.ComponentModel.DataAnnotations;

namespace Monolith.Strangler.Routing.Forwarding.Health;

/// <summary>Section <c>Strangler:Health</c>: how each service is asked <see cref="ServiceSettings.Health"/>, and what its answers do to its traffic.</summary>
internal sealed class HealthSettings
{
    /// <summary>How often; 10 ms to 10 minutes.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an answer may take; 10 ms to 10 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many bad answers in a row take the service out of the traffic; 1 to 1000.</summary>
    public int BadToLeave { get; set; } = 3;

    /// <summary>How many good ones in a row bring it back; 1 to 1000.</summary>
    public int GoodToReturn { get; set; } = 1;

    public IEnumerable<ValidationResult> Validate(string key)
    {
        foreach (var (name, value) in new[] { (nameof(Interval), Interval), (nameof(Timeout), Timeout) })
        {
            if (value < TimeSpan.FromMilliseconds(10) || value > TimeSpan.FromMinutes(10))
            {
                yield return new("must be between 00:00:00.010 and 00:10:00.", [$"{key}:{name}"]);
            }
        }

        foreach (var (name, value) in new[] { (nameof(BadToLeave), BadToLeave), (nameof(GoodToReturn), GoodToReturn) })
        {
            if (value is < 1 or > 1000)
            {
                yield return new("must be 1 to 1000.", [$"{key}:{name}"]);
            }
        }
    }
}
