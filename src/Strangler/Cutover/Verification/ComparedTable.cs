namespace Monolith.Strangler.Cutover.Verification;

/// <summary>One table as it is to be compared.</summary>
/// <param name="Name">In the module's schema.</param>
/// <param name="Key">What names a row on both sides; empty where nothing does, and then it cannot be compared.</param>
/// <param name="Columns">Those that both sides have, by name: their order in the table may differ.</param>
/// <param name="OnOneSide">Columns that only one has.</param>
/// <param name="EstimatedRows">As the server's statistics have it; 0 where they know nothing.</param>
internal sealed record ComparedTable(string Name, IReadOnlyList<KeyColumn> Key, IReadOnlyList<string> Columns, IReadOnlyList<string> OnOneSide, long EstimatedRows)
{
    /// <summary>Null when it is compared whole; else what is left out, and why.</summary>
    public string? NotCompared => Key.Count == 0
        ? "it has no primary key and no replica identity by index, so its rows cannot be named"
        : OnOneSide.Count > 0 ? $"{string.Join(", ", OnOneSide)}: on one side only" : null;
}
