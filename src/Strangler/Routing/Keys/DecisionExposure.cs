namespace Monolith.Strangler.Routing.Keys;

/// <summary>Whose answers say which side served them, and why.</summary>
internal enum DecisionExposure
{
    Nobody = 0,

    /// <summary>Callers who are signed in. Anonymous ones outside shall not learn how far the migration is.</summary>
    SignedIn = 1,

    Everybody = 2,
}
