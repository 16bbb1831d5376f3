namespace Monolith.Strangler.Routing.Store.Hosts;

/// <summary>Tells the other hosts what this one routes by, and knows what they do.</summary>
internal sealed class HostRegister(IFlagStore store, StranglerSettings settings, HostIdentity self, TimeProvider time)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan SlowestLook = TimeSpan.FromMilliseconds(100);

    private volatile IReadOnlyList<SeenHost> _seen = [];

    public HostIdentity Self => self;

    /// <summary>Every host's last report, this one's too, as of the last time the store was asked.</summary>
    public IReadOnlyList<SeenHost> Seen => _seen;

    /// <summary>The same without this one and those whose lease had run out by then.</summary>
    public IReadOnlyList<SeenHost> LiveOthers => [.. _seen.Where(h => h.IsLive && h.Report.Host.Id != self.Id)];

    public async Task ReportAsync(long version, CancellationToken cancellationToken)
    {
        await store.ReportAsync(new(self, version, settings.Lease), cancellationToken);
        _seen = await store.ReadHostsAsync(cancellationToken);
    }

    /// <summary>Says that this host has stopped, so that nobody waits for it.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken) => store.ReportAsync(new(self, Version: 0, TimeSpan.Zero), cancellationToken);

    /// <summary>Looks until every live host routes by the version, or for so long.</summary>
    /// <param name="version">That this host applied.</param>
    /// <param name="wait">Zero to look once.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>The live hosts but this one, as last seen; as remembered when the store went away meanwhile.</returns>
    public async Task<IReadOnlyList<SeenHost>> WaitForOthersAsync(long version, TimeSpan wait, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var pause = FirstLook; ; pause = pause * 2 < SlowestLook ? pause * 2 : SlowestLook)
        {
            try
            {
                _seen = await store.ReadHostsAsync(cancellationToken);
            }
            catch (Exception e) when (store.IsUnavailable(e, cancellationToken))
            {
                return LiveOthers;
            }

            var others = LiveOthers;
            if (others.All(h => h.Report.Version >= version) || time.GetElapsedTime(started) >= wait)
            {
                return others;
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }
}
