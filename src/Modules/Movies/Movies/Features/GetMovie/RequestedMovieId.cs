using System.Globalization;

namespace Monolith.Movies.Features.GetMovie;

/// <summary>The id in a URL: any integer, of any number of digits.</summary>
/// <param name="Text">As it is told back to the user.</param>
/// <param name="Number">Null when it is beyond every id there is.</param>
internal sealed record RequestedMovieId(string Text, int? Number)
{
    /// <summary>Null for what is not an integer.</summary>
    public static RequestedMovieId? Parse(string? text)
    {
        var digits = text.AsSpan(text is ['-', ..] ? 1 : 0);
        if (text is null || digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new RequestedMovieId(number.ToString(CultureInfo.InvariantCulture), number)
            : new RequestedMovieId(text, null);
    }
}
