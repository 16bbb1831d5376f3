using Monolith.Strangler.Routing.Forwarding.Bodies;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>How long exchanges wait, and what they wait with.</summary>
/// <param name="Fallback">For the head of an answer that somebody else could give instead.</param>
/// <param name="Activity">For the next byte, in either direction.</param>
/// <param name="LongLived">The same of event streams and WebSockets.</param>
/// <param name="Patience">The timers.</param>
internal sealed record ForwardingLimits(TimeSpan Fallback, TimeSpan Activity, TimeSpan LongLived, PatiencePool Patience)
{
    public ForwardingLimits(StranglerSettings settings, TimeProvider time)
        : this(settings.FallbackAfter, settings.ActivityTimeout, settings.LongLived.Timeout, new(time))
    {
    }
}
