namespace Monolith.Kernel.Events.Delivery;

/// <summary>
/// How many transactions a lane's events are shared out to: as many as keep each short, going by how long the last ones took, and no more, since each costs a commit.
/// </summary>
internal sealed class Parcels(TimeProvider time)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(10);

    // The share of the last measurement in what is expected of the next event.
    private const double Newest = 0.2;

    // Until something is known, each event gets a transaction of its own.
    private double _millisecondsEach = Short.TotalMilliseconds;

    /// <summary>That many were handled in one transaction that began then.</summary>
    public void Learn(int events, long started)
    {
        var each = time.GetElapsedTime(started).TotalMilliseconds / events;
        // Two at once: one of them is forgotten.
        Volatile.Write(ref _millisecondsEach, (Volatile.Read(ref _millisecondsEach) * (1 - Newest)) + (each * Newest));
    }

    /// <summary>Something in one of them failed or hung: for a while each event has a transaction of its own again.</summary>
    public void Forget() => Volatile.Write(ref _millisecondsEach, Short.TotalMilliseconds);

    /// <returns>1 to <paramref name="most"/>.</returns>
    public int For(int events, int most) => (int)Math.Clamp(Math.Ceiling(events * Volatile.Read(ref _millisecondsEach) / Short.TotalMilliseconds), 1, most);
}
