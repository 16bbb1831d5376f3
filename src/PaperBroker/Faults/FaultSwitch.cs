namespace Monolith.PaperBroker.Faults;

/// <summary>The fault that is set, if any, and how many requests came in.</summary>
internal sealed class FaultSwitch
{
    private readonly Lock _lock = new();
    private Fault? _fault;
    private int _left;

    public void Set(Fault? fault)
    {
        lock (_lock)
        {
            (_fault, _left) = (fault, fault?.Times ?? int.MaxValue);
        }
    }

    /// <summary>Null: all is well with this request.</summary>
    public Fault? Take(string path)
    {
        lock (_lock)
        {
            return _fault is { } fault && _left > 0 && path.Contains(fault.Path ?? "", StringComparison.OrdinalIgnoreCase) && _left-- > 0 ? fault : null;
        }
    }
}
