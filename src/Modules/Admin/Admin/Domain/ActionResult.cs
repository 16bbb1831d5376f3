namespace Monolith.Admin.Domain;

/// <summary>Kept by name.</summary>
internal enum ActionResult
{
    Done,

    /// <summary>Nothing was changed or shown.</summary>
    Refused,

    /// <summary>The module that was asked did not answer: a change may have happened, nothing was shown.</summary>
    Unknown,
}
