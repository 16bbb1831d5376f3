namespace Monolith.Strangler.Routing.Decisions;

/// <summary>Why a request went to its side.</summary>
internal enum DecisionReason
{
    /// <summary>The route has no flag, or no flags could be loaded: monolith.</summary>
    NoFlag = 0,

    /// <summary>The flag is disabled: rolled back.</summary>
    Disabled = 1,

    /// <summary>The flag sends everybody to one side.</summary>
    Everyone = 2,

    /// <summary>The user, tenant or visitor is named in the flag.</summary>
    User = 3,

    /// <summary>One of the user's groups is named in the flag.</summary>
    Group = 4,

    /// <summary>The key's bucket is in one of the flag's percentile ranges.</summary>
    Percentile = 5,

    /// <summary>The key's bucket is in none of them.</summary>
    Default = 6,

    /// <summary>There is no user, tenant or returning visitor, so nothing can be computed that would be the same next time: the flag's default.</summary>
    NoKey = 7,

    /// <summary>The flag says service, but this host knows none for the module: monolith.</summary>
    NoService = 8,

    /// <summary>The flag has a schedule, and it is not on now: monolith.</summary>
    OutsideSchedule = 9,

    /// <summary>A tester asked for this side and may.</summary>
    Override = 10,

    /// <summary>This host was not in touch with the flags' store for longer than its lease: monolith.</summary>
    LeaseExpired = 11,
}
