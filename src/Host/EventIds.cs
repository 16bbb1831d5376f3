namespace Monolith.Host;

/// <summary>Every log event of the Host itself: 6000 and up; the private PostgreSQL has its own file.</summary>
internal static class EventIds
{
    public const int OperatorRefused = 6001;
}
