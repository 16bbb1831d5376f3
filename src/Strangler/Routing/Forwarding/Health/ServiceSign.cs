namespace Monolith.Strangler.Routing.Forwarding.Health;

/// <summary>What a forwarded request told of the service itself.</summary>
internal enum ServiceSign
{
    /// <summary>Nothing: the client left, or the request was at fault.</summary>
    None = 0,

    /// <summary>It answered something.</summary>
    Alive = 1,

    /// <summary>It could not be reached, or did not begin to answer in time.</summary>
    Dead = 2,
}
