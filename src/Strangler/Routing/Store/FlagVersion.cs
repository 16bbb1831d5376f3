namespace Monolith.Strangler.Routing.Store;

/// <summary>One version of all flags, as it was written. Rows are added and never changed.</summary>
internal sealed class FlagVersion
{
    public long Version { get; init; }

    /// <summary>The whole document, in the JSON schema of Microsoft.FeatureManagement.</summary>
    public required string Document { get; init; }

    /// <summary>The routes that changed: <c>[{"route","from","to"}]</c>, percentages.</summary>
    public required string Changes { get; init; }

    /// <summary>Who made it, as they called themselves: the operator token is shared.</summary>
    public required string Author { get; init; }

    public required string Reason { get; init; }

    public DateTimeOffset At { get; init; }
}
