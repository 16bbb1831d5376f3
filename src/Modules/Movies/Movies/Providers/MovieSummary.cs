namespace Monolith.Movies.Providers;

/// <summary>A film in a list.</summary>
internal sealed record MovieSummary : MovieFields;
