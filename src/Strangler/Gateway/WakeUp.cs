namespace Monolith.Strangler.Gateway;

/// <summary>Ends the sleep of one that looks again now and then. Signals that come while it is awake are one.</summary>
internal sealed class WakeUp : IDisposable
{
    private readonly SemaphoreSlim _signals = new(0, 1);

    /// <summary>From any thread, also after the sleeper is gone.</summary>
    public void Signal()
    {
        try
        {
            _signals.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // It is awake already, or gone.
        }
    }

    /// <returns>Whether there was a signal; false when the time is over.</returns>
    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => _signals.WaitAsync(longest, cancellationToken);

    public void Dispose() => _signals.Dispose();
}
