namespace Monolith.Kernel.Modules;

/// <summary>What is at stake when a module leaves the monolith; orders the migration plan.</summary>
public enum ExtractionRisk
{
    /// <summary>A failure is noticed and repaired without harm.</summary>
    Low = 0,

    /// <summary>A failure keeps users from working, or loses what they can enter again.</summary>
    Medium = 1,

    /// <summary>A failure costs money or trust, or stops every other module.</summary>
    High = 2,
}
