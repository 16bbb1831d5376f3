namespace Monolith.Wallet;

/// <summary>Log events 7000 to 7999.</summary>
internal static class EventIds
{
    public const int PostingRetried = 7001;
    public const int PostingGivenUp = 7002;
}
