namespace Monolith.Strangler.Gateway;

/// <summary>Every log event of the gateway (5800 to 5899, of the strangler's 5000 to 5999).</summary>
internal static class EventIds
{
    public const int FileInForce = 5801;
    public const int FileRefused = 5802;
    public const int RestartNeeded = 5803;
    public const int FileNotWatched = 5804;
    public const int LoadFailed = 5805;
}
