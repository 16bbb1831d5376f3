namespace Monolith.Movies.Tmdb;

/// <summary>The JSON type that the contract gives to a field.</summary>
internal enum FieldKind
{
    Text = 0,
    TextOrNull = 1,
    Integer = 2,
    Number = 3,
    Flag = 4,
    List = 5,
}
