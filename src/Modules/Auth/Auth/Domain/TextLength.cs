namespace Monolith.Auth.Domain;

/// <summary>Length in Unicode code points, as the contract's limits and PostgreSQL's varchar count it; an emoji is one.</summary>
internal static class TextLength
{
    public static int Of(string text) => text.EnumerateRunes().Count();
}
