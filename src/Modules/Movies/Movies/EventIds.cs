namespace Monolith.Movies;

internal static class EventIds
{
    public const int TmdbChosen = 3001;
    public const int TmdbGaveNoAnswer = 3002;
    public const int TmdbRefusedKey = 3003;
    public const int TmdbAnsweredUnusably = 3004;
    public const int TmdbCircuitOpened = 3005;
    public const int TmdbCircuitClosed = 3006;
    public const int StaleAnswerServed = 3101;
    public const int CatalogueChosen = 3201;
    public const int CatalogueUnavailable = 3202;
    public const int CatalogueSeeded = 3203;
    public const int CatalogueUpToDate = 3204;
}
