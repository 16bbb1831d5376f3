using Monolith.Kyc.Contracts;

namespace Monolith.Kyc.Domain;

/// <summary>A form on its way into the record.</summary>
/// <param name="Form">Which.</param>
/// <param name="Details">Its fields, encrypted.</param>
internal sealed record Submission(KycForm Form, byte[] Details)
{
    public string? MaskedPanNumber { get; init; }

    public string? MaskedAadhaarNumber { get; init; }

    /// <summary>The file that came with it, encrypted; null for none.</summary>
    public byte[]? Statement { get; init; }

    /// <summary>What its text decided; null where an admin will.</summary>
    public TextDecision? Decision { get; init; }
}
