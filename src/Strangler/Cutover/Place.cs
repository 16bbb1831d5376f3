namespace Monolith.Strangler.Cutover;

/// <summary>One of the two databases that can own a module's data.</summary>
public enum Place
{
    /// <summary>The monolith's.</summary>
    Monolith = 0,

    /// <summary>The one that is the module's alone.</summary>
    Own = 1,
}
