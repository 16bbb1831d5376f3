namespace Monolith.Kernel.Events.Outbox;

/// <summary>Tells this process's dispatcher, at once and without the database, that a module has committed events.</summary>
internal sealed class OutboxSignal
{
    private volatile Action<string>? _listener;

    /// <param name="listener">Told the publisher's schema; returns at once and never throws. Null: nobody listens any more.</param>
    public void Listen(Action<string>? listener) => _listener = listener;

    public void Tell(string schema) => _listener?.Invoke(schema);
}
