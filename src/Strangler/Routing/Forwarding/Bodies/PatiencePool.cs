using System.Collections.Concurrent;

namespace Monolith.Strangler.Routing.Forwarding.Bodies;

/// <summary>Keeps what exchanges wait with for the next ones.</summary>
internal sealed class PatiencePool(TimeProvider time)
{
    private const int MostKept = 256;

    private readonly ConcurrentQueue<Patience> _kept = new();

    public Patience Rent() => _kept.TryDequeue(out var patience) ? patience : new(this, time);

    public void Return(Patience patience)
    {
        if (_kept.Count < MostKept)
        {
            _kept.Enqueue(patience);
        }
        else
        {
            patience.Retire();
        }
    }
}
