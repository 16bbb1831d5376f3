namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>How far a forwarded request came.</summary>
internal enum ForwardOutcome
{
    /// <summary>The service's answer went to the client, whatever its status.</summary>
    Answered = 0,

    /// <summary>The client has nothing, the body can be read, and running it again can do no harm: the local endpoint may answer.</summary>
    MayFallBack = 1,

    /// <summary>The service may have done what was asked; nobody may do it again. The client has nothing yet.</summary>
    MayHaveHappened = 2,

    /// <summary>The answer broke off after its beginning had gone to the client; the connection was aborted.</summary>
    Torn = 3,

    /// <summary>The client went away or sent a broken body: nobody's failure but its own.</summary>
    ClientFault = 4,
}
