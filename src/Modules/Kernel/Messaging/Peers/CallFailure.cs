namespace Monolith.Kernel.Messaging.Peers;

/// <summary>Why a call brought no answer.</summary>
/// <param name="Reason">What sort of failure, for decisions and figures.</param>
/// <param name="Message">For people: which target, and what is known.</param>
internal sealed record CallFailure(CallFailureReason Reason, string Message)
{
    /// <summary>Whether the other side is to blame; the breaker counts these only.</summary>
    public bool CountsAgainstTarget => Reason is CallFailureReason.Unreachable or CallFailureReason.ConnectionLost or CallFailureReason.ServerError
        or CallFailureReason.TimedOut;

    /// <summary>Whether another attempt at once would end the same way.</summary>
    public bool IsFinal => Reason is CallFailureReason.BreakerOpen or CallFailureReason.BulkheadFull or CallFailureReason.Incompatible or CallFailureReason.Refused
        or CallFailureReason.Cancelled;
}
