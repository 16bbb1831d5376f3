namespace Monolith.Strangler.Routing.Forwarding.Health;

/// <summary>What the probes found, and what follows from it: a service that is not healthy gets no traffic.</summary>
/// <param name="Healthy">Null until the probes agree. One bad answer of a healthy service, or one good of another, need not change it.</param>
/// <param name="Detail">The status or the error of the last probe.</param>
/// <param name="InARow">How many probes in a row answered like the last one.</param>
/// <param name="WasGood">What the last one was.</param>
internal sealed record ServiceHealth(bool? Healthy, string? Detail, int InARow = 0, bool WasGood = false)
{
    /// <summary>Before the first probe: it may be tried, and fall back.</summary>
    public static readonly ServiceHealth Unknown = new(Healthy: null, Detail: null);

    public ServiceHealth After(bool good, string detail, HealthSettings settings)
    {
        var inARow = WasGood == good ? InARow + 1 : 1;
        // Nothing speaks against a service that was never unhealthy.
        var enough = good ? Healthy is null ? 1 : settings.GoodToReturn : settings.BadToLeave;
        return new(inARow >= enough ? good : Healthy, detail, inARow, good);
    }
}
