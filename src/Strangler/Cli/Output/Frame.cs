namespace Monolith.Strangler.Cli.Output;

/// <summary>A table and the lines below it, as they are at one moment.</summary>
/// <param name="Headers">One that begins with <c>&gt;</c> is of a column aligned to the right.</param>
/// <param name="Rows">One cell per header.</param>
/// <param name="Lines">Each with its style.</param>
internal sealed record Frame(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<Styled>> Rows, IReadOnlyList<Styled> Lines);

/// <param name="Text">Anything.</param>
/// <param name="Style">A colour; null for the terminal's own.</param>
internal sealed record Styled(string Text, string? Style = null)
{
    public static implicit operator Styled(string text) => new(text);
}
