namespace Monolith.Movies.Providers;

internal enum MovieAnswerKind
{
    Found = 0,

    /// <summary>The provider knows that there is no such film.</summary>
    Unknown = 1,

    /// <summary>The provider could not be asked, or did not answer usably.</summary>
    Unavailable = 2,
}
