using System.ComponentModel.DataAnnotations;

namespace Monolith.Strangler.Routing.Forwarding.LongLived;

/// <summary>Section <c>Strangler:LongLived</c>: event streams and WebSockets.</summary>
internal sealed class LongLivedSettings
{
    /// <summary>How long one may go without a byte in either direction; the request's own timeout and <c>ActivityTimeout</c> do not hold for it. 0.1 s to a day.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long one stays on the service after its route has left it. Then it is asked to close; its client comes back and is routed anew. 0 to a day.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(string key)
    {
        var day = TimeSpan.FromDays(1);
        if (Timeout < TimeSpan.FromMilliseconds(100) || Timeout > day)
        {
            yield return new("must be between 00:00:00.100 and 1.00:00:00.", [$"{key}:{nameof(Timeout)}"]);
        }

        if (Grace < TimeSpan.Zero || Grace > day)
        {
            yield return new("must be between 00:00:00 and 1.00:00:00.", [$"{key}:{nameof(Grace)}"]);
        }
    }
}
