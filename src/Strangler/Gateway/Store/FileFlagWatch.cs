using Monolith.Strangler.Gateway.Configuration;
using Monolith.Strangler.Routing.Store;

namespace Monolith.Strangler.Gateway.Store;

/// <summary>Wakes when another file came into force.</summary>
internal sealed class FileFlagWatch : IFlagWatch
{
    private readonly CurrentConfiguration _current;
    private readonly WakeUp _changed = new();

    public FileFlagWatch(CurrentConfiguration current)
    {
        _current = current;
        current.Changed += OnChanged;
    }

    public Task WaitAsync(TimeSpan poll, CancellationToken cancellationToken) => _changed.WaitAsync(poll, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _current.Changed -= OnChanged;
        _changed.Dispose();
        return ValueTask.CompletedTask;
    }

    private void OnChanged(object? sender, EventArgs arguments) => _changed.Signal();
}
