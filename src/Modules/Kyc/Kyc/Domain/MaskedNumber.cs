namespace Monolith.Kyc.Domain;

/// <summary>A personal number as lists show it: enough to tell two apart, not enough to use.</summary>
internal static class MaskedNumber
{
    private const int Shown = 4;

    /// <summary>Its last four characters, and no more than a third of a short one.</summary>
    public static string Of(string number)
    {
        var shown = Math.Min(Shown, number.Length / 3);
        return new string('*', number.Length - shown) + number[^shown..];
    }
}
