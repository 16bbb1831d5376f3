namespace Monolith.Strangler.Cutover.Planning;

/// <summary>One thing that was looked at.</summary>
/// <param name="Verdict">What it means.</param>
/// <param name="Subject">What was looked at, in a word or two.</param>
/// <param name="Place">Where; null for both databases.</param>
/// <param name="Says">How it is.</param>
/// <param name="Remedy">The statement or setting that mends it; null where nothing has to be.</param>
public sealed record Finding(Verdict Verdict, string Subject, Place? Place, string Says, string? Remedy = null)
{
    internal static Finding Ready(string subject, Place? place, string says) => new(Verdict.Ready, subject, place, says);
}
