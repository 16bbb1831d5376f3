namespace Monolith.LedgerModule;

/// <summary>Where a test may stop an action.</summary>
internal sealed class LedgerSteps
{
    private int _started;

    /// <summary>How often an action was entered in this process.</summary>
    public int Started => Volatile.Read(ref _started);

    public Func<CancellationToken, Task> BeforeWriting { get; set; } = _ => Task.CompletedTask;

    public Func<CancellationToken, Task> AfterWriting { get; set; } = _ => Task.CompletedTask;

    public void Start() => Interlocked.Increment(ref _started);
}
