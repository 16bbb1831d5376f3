namespace Monolith.Strangler.Cutover.Verification;

/// <summary>How the receiver's row differs from the owner's.</summary>
public enum DifferenceKind
{
    /// <summary>The receiver has none.</summary>
    Missing = 0,

    /// <summary>Only the receiver has it.</summary>
    Extra = 1,

    /// <summary>Both have it, with other values.</summary>
    Changed = 2,
}
