namespace Monolith.Strangler.Routing.Store;

/// <summary>How long one call to the store may take.</summary>
internal static class StoreCallTimeout
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>A token that is cancelled with the caller's, or when the call took too long.</summary>
    public static CancellationTokenSource LinkedTo(CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(Limit);
        return source;
    }
}
