namespace Monolith.Kernel.Messaging.Peers;

/// <summary>What one attempt brought: the answer's body, or why there is none.</summary>
/// <param name="Body">UTF-8 JSON; null on failure.</param>
/// <param name="Failure">Null on success.</param>
internal sealed record CallOutcome(byte[]? Body, CallFailure? Failure)
{
    public static implicit operator CallOutcome(CallFailure failure) => new(Body: null, failure);

    public static implicit operator CallOutcome(byte[] body) => new(body, Failure: null);
}
