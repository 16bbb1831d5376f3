namespace Monolith.PaperBroker;

/// <summary>Section <c>Paper</c>.</summary>
internal sealed record PaperSettings
{
    /// <summary>Of prices and of what users begin with.</summary>
    public int Seed { get; init; } = 20240101;

    public TimeSpan TickInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether <c>/faults</c> exists.</summary>
    public bool AllowFaults { get; init; }

    /// <summary>The redirect address that the demo application is registered with at Kite; null: this broker's own page, which shows it.</summary>
    public Uri? KiteRedirectUrl { get; init; }
}
