namespace Monolith.Strangler.Cutover;

/// <summary>The two databases as a pair.</summary>
public static class Places
{
    /// <summary>The one that this is not.</summary>
    public static Place Other(this Place place) => place == Place.Monolith ? Place.Own : Place.Monolith;
}
