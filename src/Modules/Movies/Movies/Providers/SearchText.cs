using System.Text;

namespace Monolith.Movies.Providers;

/// <summary>What a user typed, brought to one spelling, so that a cache knows equal searches when it sees them.</summary>
internal static class SearchText
{
    /// <summary>No title is longer; what is longer is not a search.</summary>
    private const int MaxLength = 200;

    /// <summary>Lower case, single spaces, no control characters; null when nothing is left or it is too long to be found.</summary>
    public static string? Normalize(string? typed)
    {
        if (typed is null || typed.Length > MaxLength * 2)
        {
            return null;
        }

        var text = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            // U+0000 is no text to PostgreSQL; the other control characters are none to anybody.
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
            {
                text.Append(rune);
            }
            else if (text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        var normal = text.ToString().ToLowerInvariant().TrimEnd();
        return normal.Length is 0 or > MaxLength ? null : normal;
    }
}
