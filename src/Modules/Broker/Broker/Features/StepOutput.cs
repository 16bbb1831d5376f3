namespace Monolith.Broker.Features;

/// <summary>What a step has led to.</summary>
/// <param name="Message">For people.</param>
/// <param name="Status">The connection's state, in the contract's words.</param>
internal sealed record StepOutput(string Message, string Status);
