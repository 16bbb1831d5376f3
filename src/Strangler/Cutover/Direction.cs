namespace Monolith.Strangler.Cutover;

/// <summary>Which way rows are copied, and ownership goes at a switch.</summary>
public enum Direction
{
    /// <summary>From the monolith's database to the module's own.</summary>
    Forward = 0,

    /// <summary>From the module's own database to the monolith's.</summary>
    Back = 1,
}
