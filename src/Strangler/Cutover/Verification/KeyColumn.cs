namespace Monolith.Strangler.Cutover.Verification;

/// <param name="Name">The column's.</param>
/// <param name="Type">As a cast names it, whatever the search path.</param>
/// <param name="Equality">The operator that the key's index goes by, likewise.</param>
/// <param name="IsSortedAlike">
/// Both servers put its values into the same order, so an index can be used. Not so for texts of a language (which differs by version of the C library
/// or ICU), enums (which differ by history) and types of extensions (which bring operators of their own): those are sorted by their bytes, without an index.
/// </param>
internal sealed record KeyColumn(string Name, string Type, string Equality, bool IsSortedAlike)
{
    /// <summary>By what rows are sorted.</summary>
    public string Order => IsSortedAlike ? $"t.{Sql.Name(Name)}" : $"t.{Sql.Name(Name)}::text COLLATE \"C\"";

    /// <summary>A value in words, to be compared with <see cref="Order"/>.</summary>
    public string InOrder(string parameter) => IsSortedAlike ? $"{parameter}::{Type}" : $"{parameter}::text COLLATE \"C\"";
}
