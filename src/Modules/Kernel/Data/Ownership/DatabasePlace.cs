namespace Monolith.Kernel.Data.Ownership;

/// <summary>One of the two databases that can own a module's data.</summary>
internal enum DatabasePlace
{
    /// <summary>The monolith's, which all modules begin in.</summary>
    Monolith = 0,

    /// <summary>The one that is the module's alone.</summary>
    Own = 1,
}
