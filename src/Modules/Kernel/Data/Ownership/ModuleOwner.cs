namespace Monolith.Kernel.Data.Ownership;

/// <summary>Puts what the two databases say of one module together, and opens and closes its gate accordingly.</summary>
internal sealed class ModuleOwner(ModuleContext module, DatabaseGate gate)
{
    private readonly Lock _lock = new();
    private readonly long?[] _claims = new long?[2];
    private readonly TaskCompletionSource _away = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ModuleContext Module => module;

    public string Schema => module.Manifest.Schema;

    public DatabaseGate Gate => gate;

    /// <summary>The epoch of the owner; null while there is none, 0 where the data was never prepared to be moved.</summary>
    public long? Epoch
    {
        get
        {
            lock (_lock)
            {
                return _claims.Max();
            }
        }
    }

    /// <summary>Over when the data may be in the module's own database, so that it must be asked.</summary>
    public Task Away => _away.Task;

    public void MayBeAway() => _away.TrySetResult();

    /// <summary>This database owns the data.</summary>
    public void Claim(DatabasePlace place, long epoch) => Set(place, epoch);

    /// <summary>It does not, or is about to give it away.</summary>
    public void Release(DatabasePlace place) => Set(place, epoch: null);

    private void Set(DatabasePlace place, long? epoch)
    {
        lock (_lock)
        {
            _claims[(int)place] = epoch;
            // Both claim when one of them could not be asked since: its word is the older one.
            var (monolith, own) = (_claims[(int)DatabasePlace.Monolith], _claims[(int)DatabasePlace.Own]);
            switch (monolith, own)
            {
                case (null, null):
                    gate.Close();
                    break;
                case (_, null):
                    gate.Open(DatabasePlace.Monolith);
                    break;
                default:
                    gate.Open(monolith > own ? DatabasePlace.Monolith : DatabasePlace.Own);
                    break;
            }
        }
    }
}
