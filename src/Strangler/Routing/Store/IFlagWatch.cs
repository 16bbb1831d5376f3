namespace Monolith.Strangler.Routing.Store;

/// <summary>Tells when to look at the store again. It may wake for nothing; it never sleeps through a version that was announced.</summary>
internal interface IFlagWatch : IAsyncDisposable
{
    /// <summary>Returns when something was announced, or after <paramref name="poll"/>, when the watch has also found out that it still hears.</summary>
    Task WaitAsync(TimeSpan poll, CancellationToken cancellationToken);
}
