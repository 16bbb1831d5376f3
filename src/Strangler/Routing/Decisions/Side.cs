namespace Monolith.Strangler.Routing.Decisions;

/// <summary>Who answers a request. The names, in lower case, are the variants of every flag.</summary>
internal enum Side
{
    Monolith = 0,
    Service = 1,
}
