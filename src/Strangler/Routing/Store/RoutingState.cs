using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Store.Rollbacks;

namespace Monolith.Strangler.Routing.Store;

/// <summary>
/// What requests are decided by: the flags as the store has them, with the rollbacks it does not have yet on top; or nothing but the monolith, while this
/// host is out of touch. Memory alone: nothing here waits.
/// </summary>
internal sealed class RoutingState
{
    private readonly Lock _lock = new();
    private volatile RoutingSnapshot _current = RoutingSnapshot.Empty;
    private volatile RoutingSnapshot _flags = RoutingSnapshot.Empty;
    private IReadOnlyList<Rollback> _rollbacks = [];
    private bool _isInTouch = true;

    /// <summary>Raised after each time <see cref="Current"/> became another one, on the thread that changed it.</summary>
    public event EventHandler? Changed;

    /// <summary>Read once by every request: compiled before it is swapped in.</summary>
    public RoutingSnapshot Current => _current;

    /// <summary>The flags themselves, in use or not.</summary>
    public RoutingSnapshot Flags => _flags;

    /// <summary>False once the lease has run out.</summary>
    public bool IsInTouch => Volatile.Read(ref _isInTouch);

    public void Use(RoutingSnapshot flags)
    {
        lock (_lock)
        {
            _flags = flags;
            Compile();
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Replaces the rollbacks that the store does not have yet.</summary>
    public void Hold(IReadOnlyList<Rollback> rollbacks)
    {
        lock (_lock)
        {
            _rollbacks = rollbacks;
            Compile();
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void SetInTouch(bool value)
    {
        lock (_lock)
        {
            _isInTouch = value;
            Compile();
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    private void Compile()
    {
        var flags = _rollbacks.Count == 0
            ? _flags
            : new RoutingSnapshot(_flags.Version, _rollbacks.Aggregate(_flags.Document, (document, rollback) => rollback.ApplyTo(document, [])));
        _current = _isInTouch ? flags : flags.OutOfTouch();
    }
}
