namespace Monolith.Strangler.Cutover.Planning;

/// <summary>What a finding means for the beginning of a cut-over.</summary>
public enum Verdict
{
    /// <summary>As it must be.</summary>
    Ready = 0,

    /// <summary>It may begin, and somebody should know.</summary>
    Warns = 1,

    /// <summary>It may not begin.</summary>
    Blocks = 2,
}
