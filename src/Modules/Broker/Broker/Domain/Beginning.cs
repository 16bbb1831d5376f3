namespace Monolith.Broker.Domain;

/// <summary>Whether a step that asks the broker may begin.</summary>
internal enum Beginning
{
    Begun = 0,
    NoKeys = 1,
    NotPending = 2,

    /// <summary>Another step of the same connection is under way.</summary>
    Busy = 3,

    TooManyRefusals = 4,
}
