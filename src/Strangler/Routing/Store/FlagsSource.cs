namespace Monolith.Strangler.Routing.Store;

/// <summary>Where the flags in use came from.</summary>
internal enum FlagsSource
{
    /// <summary>Nowhere: everything is the monolith's.</summary>
    None = 0,

    /// <summary>The data folder; the store has not confirmed them since the start.</summary>
    Disk = 1,

    Store = 2,
}
